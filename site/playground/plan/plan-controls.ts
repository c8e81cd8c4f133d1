import { CapacityPolicy } from '../../../src/split/capacity-policy';
import { plural } from '../../../src/text/words';
import { h } from '../dom';
import { createChoice, createSlider, createSwitch } from '../slider';
import { createPlanSteps } from './plan-steps';
import { boundsOf, MAX_REPLICAS, MAX_TOLERANCE, type PlanState } from './plan-state';

/** The settings of a plan, as sliders and choices. */
export interface PlanControls {
  readonly element: HTMLElement;
  show(state: PlanState): void;
}

/** Creates the settings. `onChange` gets the settings that the user changed. */
export function createPlanControls(onChange: (change: Partial<PlanState>) => void): PlanControls {
  const strategy = createChoice('Strategy', { canary: 'Canary', 'blue-green': 'Blue/green' }, (value) =>
    onChange({ strategy: value }),
  );
  const replicas = createSlider({ label: 'Replicas', min: 1, onInput: (value) => onChange({ replicas: value }) });
  const percent = createSlider({
    label: 'Canary share',
    hint: 'The share that the split shows',
    min: 0,
    onInput: (value) => onChange({ percent: value }),
  });
  const steps = createPlanSteps((value) => onChange({ steps: value }));
  const surge = createSlider({
    label: 'Surge',
    hint: 'Extra pods that may run',
    min: 0,
    onInput: (value) => onChange({ surge: value }),
  });
  const unavailable = createSlider({
    label: 'Floor',
    hint: 'The fewest ready pods at any moment',
    min: 1,
    // Users think of a floor, but the planner takes the number of pods that may be missing.
    onInput: (value) => onChange({ unavailable: Math.max(0, current.replicas - value) }),
  });
  const tolerance = createSlider({
    label: 'Tolerance',
    hint: 'How far a share may be from its step',
    min: 0,
    onInput: (value) => onChange({ tolerance: value }),
  });
  const policy = createChoice(
    'Canary pods',
    { [CapacityPolicy.REPLACE]: 'Replace stable pods', [CapacityPolicy.KEEP_STABLE]: 'Are added on top' },
    (value) => onChange({ policy: value }),
  );
  const preview = createSlider({
    label: 'Preview pods',
    hint: 'Pods of the new color that are tested before it gets its full size',
    min: 1,
    onInput: (value) => onChange({ preview: value }),
  });
  const overlap = createSwitch(
    'Overlap',
    'Both colors serve for one stage before the switch, for load balancers that target pods',
    (on) => onChange({ overlap: on ? true : undefined }),
  );
  let current: PlanState;
  const canary = [
    percent.element,
    steps.element,
    surge.element,
    unavailable.element,
    tolerance.element,
    policy.element,
  ];
  const blueGreen = [preview.element, overlap.element];
  const element = h('form', { class: 'pg-card pg-controls', 'aria-label': 'Settings' });
  element.append(strategy.element, replicas.element, ...canary, ...blueGreen);
  element.addEventListener('submit', (event) => event.preventDefault());
  const show = (state: PlanState): void => {
    current = state;
    const bounds = boundsOf(state);
    const isCanary = state.strategy === 'canary';
    for (const field of canary) field.hidden = !isCanary;
    for (const field of blueGreen) field.hidden = isCanary;
    strategy.show(state.strategy);
    replicas.show(state.replicas, plural(state.replicas, 'pod'), MAX_REPLICAS);
    percent.show(state.percent, `${state.percent}%`, 100);
    steps.show(state.steps);
    surge.show(bounds.surge, `${bounds.surge}${state.surge === undefined ? ' (25%)' : ''}`, state.replicas);
    const floor = Math.max(1, state.replicas - bounds.unavailable);
    unavailable.show(floor, plural(floor, 'ready pod'), state.replicas);
    tolerance.show(state.tolerance, plural(state.tolerance, 'point'), MAX_TOLERANCE);
    policy.show(state.policy);
    const tested = Math.min(Math.max(1, state.preview ?? state.replicas), state.replicas);
    preview.show(tested, plural(tested, 'pod'), state.replicas);
    overlap.show(state.overlap === true);
  };
  return { element, show };
}
