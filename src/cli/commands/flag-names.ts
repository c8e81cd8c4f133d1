/** The props of the library with their options on the command line. */
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

/** The props without an option of their own, with the options that determine them. */
const MADE_OF: Readonly<Record<string, string>> = {
  stableDeployment: 'the Deployment of --name and --stable',
  canaryDeployment: 'the Deployment of --name and --canary',
  blueDeployment: 'the blue Deployment of --name',
  greenDeployment: 'the green Deployment of --name',
  serviceName: 'the Service of --name',
  previewServiceName: 'the preview Service of --name',
};

const SUBJECTS = { ...FLAGS, ...MADE_OF };
const SUBJECT = new RegExp(`\\b(${Object.keys(SUBJECTS).join('|')})\\b`, 'g');
const SETTING = new RegExp(`(?<!-)\\b(${Object.keys(FLAGS).join('|')}): `, 'g');
/** Separates the name of the option from the message about it. */
const CLAIM = /: (?:expected|unknown) /;

/**
 * Translates a message of the library into options of the command line: `set maxSurge: 4` becomes `set --max-surge 4`.
 */
export function toFlags(message: string): string {
  const end = Math.max(message.search(CLAIM), 0);
  const subject = message.slice(0, end).replace(SUBJECT, (prop) => SUBJECTS[prop] ?? prop);
  const rest = message
    .slice(end)
    .replace(SETTING, (text, prop: string) => `${FLAGS[prop] ?? text} `)
    .replaceAll('CapacityPolicy.REPLACE', 'replace')
    .replaceAll('CapacityPolicy.KEEP_STABLE', 'keep-stable');
  return subject + rest;
}
