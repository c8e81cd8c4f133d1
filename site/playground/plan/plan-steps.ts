import { button, h } from '../dom';
import { createSlider, type Slider } from '../slider';
import { stepsIn } from './plan-state';

/** The steps of a plan, as sliders and as text. */
export interface PlanSteps {
  readonly element: HTMLElement;
  show(steps: string): void;
}

interface Row {
  readonly element: HTMLElement;
  readonly slider: Slider;
  readonly remove: HTMLButtonElement;
}

const PRESETS = ['10, 30, 50, 100', '25, 50, 75, 100', '1, 5, 25, 100', '50, 100'];

/** The most steps with sliders. More can only be typed. */
const MAX_SLIDERS = 10;

/** Creates the field. `onChange` gets the steps as text. */
export function createPlanSteps(onChange: (steps: string) => void): PlanSteps {
  const rows: Row[] = [];
  let steps: number[] = [];
  const change = (next: readonly number[]): void => onChange(next.join(', '));
  const list = h('div', { class: 'pg-steps-list', role: 'group', 'aria-label': 'Steps' });
  const add = button('Add a step', 'pg-action', () => {
    const { index, step } = widestGap(steps);
    change(steps.toSpliced(index, 0, step));
    rows[index]?.slider.focus();
  });
  const createRow = (index: number): Row => {
    const slider = createSlider({
      label: `Step ${index + 1}`,
      min: 1,
      onInput: (value) => change(steps.with(index, betweenNeighbors(steps, index, value))),
    });
    const remove = button('×', 'pg-remove', () => {
      change(steps.toSpliced(index, 1));
      rows[Math.min(index, steps.length - 1)]?.slider.focus();
    });
    remove.setAttribute('aria-label', `Remove step ${index + 1}`);
    return { element: h('div', { class: 'pg-step' }, slider.element, remove), slider, remove };
  };
  const text = createText(onChange);
  const show = (typed: string): void => {
    text.show(typed);
    steps = stepsIn(typed);
    list.hidden = add.hidden = !canSlide(steps);
    if (list.hidden) return;
    // Keep existing rows in place, so that the focus doesn't move.
    while (rows.length > steps.length) rows.pop()!.element.remove();
    while (rows.length < steps.length) {
      const row = createRow(rows.length);
      rows.push(row);
      list.append(row.element);
    }
    rows.forEach(({ slider, remove }, index) => {
      slider.show(steps[index]!, `${steps[index]}%`, 100);
      remove.disabled = steps.length === 1;
    });
    add.disabled = steps.length === MAX_SLIDERS || widestGap(steps).size < 2;
  };
  return { element: h('div', { class: 'pg-steps-field' }, list, add, text.element), show };
}

function createText(onChange: (steps: string) => void): PlanSteps {
  const input = h('input', { type: 'text', id: 'steps', inputmode: 'decimal', autocomplete: 'off', spellcheck: false });
  input.setAttribute('list', 'step-presets');
  input.addEventListener('input', () => onChange(input.value));
  const presets = h('datalist', { id: 'step-presets' }, ...PRESETS.map((value) => h('option', { value })));
  const head = h('div', { class: 'pg-field-head' }, h('label', { for: 'steps' }, 'Steps, in percent'));
  return {
    element: h('div', { class: 'pg-field' }, head, input, presets),
    show: (steps) => {
      if (input.value !== steps) input.value = steps;
    },
  };
}

/**
 * Reports whether sliders can show the steps. Other steps are only shown as text, and the plan reports their problems.
 */
function canSlide(steps: readonly number[]): boolean {
  return steps.length > 0 && steps.length <= MAX_SLIDERS && steps.every((step) => step >= 1 && step <= 100);
}

/** Limits a step to the range between its neighbors, so that dragging it never makes the steps invalid. */
function betweenNeighbors(steps: readonly number[], index: number, value: number): number {
  const low = Math.floor(steps[index - 1] ?? 0) + 1;
  const high = Math.ceil(steps[index + 1] ?? 101) - 1;
  return low > high ? value : Math.min(Math.max(value, low), high);
}

/** Returns the best place for a new step, in the middle of the widest gap. */
function widestGap(steps: readonly number[]): { index: number; step: number; size: number } {
  const ends = [0, ...steps, 100];
  const gaps = ends.slice(1).map((end, index) => end - ends[index]!);
  const size = Math.max(...gaps);
  const index = gaps.indexOf(size);
  return { index, step: Math.round(ends[index]! + size / 2), size };
}
