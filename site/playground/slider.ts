import { h } from './dom';

/** A slider with its label and its value. */
export interface Slider {
  readonly element: HTMLElement;
  /** Shows a value with its text, and sets the end of the slider. */
  show(value: number, text: string, max: number): void;
  focus(): void;
}

/** The options of a slider. */
export interface SliderOptions {
  readonly label: string;
  /** A hint below the slider. */
  readonly hint?: string;
  readonly min: number;
  readonly onInput: (value: number) => void;
}

let fields = 0;

/** Creates a slider. */
export function createSlider({ label, hint, min, onInput }: SliderOptions): Slider {
  const id = `slider-${++fields}`;
  const described = hint === undefined ? undefined : `${id}-hint`;
  const input = h('input', { type: 'range', id, min, step: 1, 'aria-describedby': described });
  const output = h('output', { for: id });
  input.addEventListener('input', () => onInput(Number(input.value)));
  const head = h('div', { class: 'pg-field-head' }, h('label', { for: id }, label), output);
  const note = hint === undefined ? undefined : h('p', { class: 'pg-hint', id: `${id}-hint` }, hint);
  return {
    element: h('div', { class: 'pg-field' }, head, input, note),
    show: (value, text, max) => {
      input.max = String(max);
      input.value = String(value);
      input.setAttribute('aria-valuetext', text);
      input.style.setProperty('--filled', `${max === min ? 100 : (100 * (value - min)) / (max - min)}%`);
      output.textContent = text;
    },
    focus: () => input.focus(),
  };
}

/** A setting that is on or off. */
export interface Switch {
  readonly element: HTMLElement;
  show(on: boolean): void;
}

/** Creates a switch. */
export function createSwitch(label: string, hint: string, onChange: (on: boolean) => void): Switch {
  const id = `switch-${++fields}`;
  const input = h('input', { type: 'checkbox', role: 'switch', id, 'aria-describedby': `${id}-hint` });
  input.addEventListener('change', () => onChange(input.checked));
  const head = h('div', { class: 'pg-field-head' }, h('label', { for: id }, label), input);
  return {
    element: h('div', { class: 'pg-field' }, head, h('p', { class: 'pg-hint', id: `${id}-hint` }, hint)),
    show: (on) => (input.checked = on),
  };
}

/** A set of choices, one of which is selected. */
export interface Choice<Value extends string> {
  readonly element: HTMLElement;
  show(value: Value): void;
}

/** Creates a row of choices. The user selects one. */
export function createChoice<Value extends string>(
  label: string,
  choices: Readonly<Record<Value, string>>,
  onChange: (value: Value) => void,
): Choice<Value> {
  const group = `choice-${++fields}`;
  const inputs = new Map<Value, HTMLInputElement>();
  const options = (Object.keys(choices) as Value[]).map((value) => {
    const input = h('input', { type: 'radio', name: group, value, id: `${group}-${value}` });
    input.addEventListener('change', () => onChange(value));
    inputs.set(value, input);
    return h('span', {}, input, h('label', { for: input.id }, choices[value]));
  });
  return {
    element: h('fieldset', { class: 'pg-choice' }, h('legend', {}, label), h('div', {}, ...options)),
    show: (value) => {
      for (const [key, input] of inputs) input.checked = key === value;
    },
  };
}
