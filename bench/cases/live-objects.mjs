import { runProcess } from '../measure.mjs';
import { table } from '../report.mjs';

const APPS = 1000;

const WAYS = {
  'cdk8s-plus by hand': 'plus',
  'cdk8s-plus, unmodified': 'plus-as-it-comes',
  'cdk8s-rollouts': 'rollouts',
  BlueGreenApp: 'blue-green',
  ReleaseApp: 'release',
};

/** Measures the objects that are alive at the peak of a synthesis. Unlike the memory of a process, they hardly vary. */
export function measureLiveObjects({ short }) {
  if (short) return { sections: [], limits: [] };
  const measured = Object.entries(WAYS).map(([name, way]) => ({ name, ...runProcess('live.mjs', [way, APPS]) }));
  const [base] = measured;
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const rows = measured.map(({ name, constructs, all }) => [
    name,
    kilobytes(constructs),
    kilobytes(all),
    (all / base.all).toFixed(2),
  ]);
  const text =
    'The memory in the tables above is the most that a process held. It includes garbage that V8 has not collected yet, so it depends\n' +
    'on when V8 collects. This table has the live objects alone, for each app.';
  const head = ['', 'constructs', 'and manifests', 'times by hand'];
  return {
    sections: [{ title: `Live objects: ${APPS} apps in one chart`, text, table: table(head, rows) }],
    limits: [],
  };
}
