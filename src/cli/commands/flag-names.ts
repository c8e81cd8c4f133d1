/** The props of the library, and the options of the command line that stand for them. */
const FLAGS: Readonly<Record<string, string>> = {
  replicas: '--replicas',
  maxReplicas: '--max-replicas',
  trafficPercent: '--percent',
  maxSurge: '--max-surge',
  maxUnavailable: '--max-unavailable',
  tolerance: '--tolerance',
  capacityPolicy: '--policy',
  steps: '--steps',
  stableVersion: '--stable',
  canaryVersion: '--canary',
  previewReplicas: '--preview-replicas',
  name: '--name',
  namespace: '--namespace',
};

const PROPS = Object.keys(FLAGS).join('|');
const SUBJECT = new RegExp(`^(${PROPS})(?=(?:\\[\\d+\\])?: got)`);
const SETTING = new RegExp(`(?<!-)\\b(${PROPS}): `, 'g');

/** A message of the library in the words of the command line: `set maxSurge: 4` becomes `set --max-surge 4`. */
export function toFlags(message: string): string {
  return message
    .replace(SUBJECT, (prop) => FLAGS[prop] ?? prop)
    .replace(SETTING, (text, prop: string) => `${FLAGS[prop] ?? text} `)
    .replaceAll('CapacityPolicy.REPLACE', 'replace')
    .replaceAll('CapacityPolicy.KEEP_STABLE', 'keep-stable');
}
