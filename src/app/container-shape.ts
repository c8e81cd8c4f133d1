import * as kplus from 'cdk8s-plus-28';
import { portNameProblem } from '../validate/names';
import {
  found,
  portProblem,
  type Check,
  BOOLEAN,
  TEXT,
  TEXTS,
  ID,
  objectOf,
  exactly,
  listOf,
  mapOf,
  oneOf,
  instanceOf,
} from '../validate/shape';

const PORT: Check = (prop, port) => found(portProblem(prop, port));
const PROBE = instanceOf('Probe', 'Probe.fromTcpSocket()');
const HANDLER = instanceOf('Handler', "Handler.fromCommand(['sleep', '5'])");
const CPU = instanceOf('Cpu', 'Cpu.millis(250)');
const SIZE = instanceOf('Size', 'Size.mebibytes(128)', 'cdk8s');
const STORAGE = objectOf({ request: SIZE, limit: SIZE });
export const ENV_VARIABLES = mapOf(instanceOf('EnvValue', "EnvValue.fromValue('text')"));
export const RESOURCES = objectOf({
  cpu: objectOf({ request: CPU, limit: CPU }),
  memory: STORAGE,
  ephemeralStorage: STORAGE,
});
export const VOLUME = instanceOf('Volume', "Volume.fromEmptyDir(this, 'Data', 'data')");
const SECCOMP_PROFILE = exactly({ localhostProfile: TEXT, type: oneOf(kplus.SeccompProfileType) }, ['type']);

const CONTAINER_PORT = objectOf(
  {
    number: PORT,
    name: (prop, name) => found(portNameProblem(prop, name)),
    protocol: oneOf(kplus.Protocol),
    hostPort: PORT,
    hostIp: TEXT,
  },
  ['number'],
);

const SECURITY_CONTEXT = objectOf({
  allowPrivilegeEscalation: BOOLEAN,
  capabilities: exactly({ add: TEXTS, drop: TEXTS }),
  ensureNonRoot: BOOLEAN,
  group: ID,
  privileged: BOOLEAN,
  readOnlyRootFilesystem: BOOLEAN,
  seccompProfile: SECCOMP_PROFILE,
  user: ID,
});

/**
 * The checks of container options whose content cdk8s-plus doesn't check: it would fail on others, or write them as
 * they are.
 */
export const CONTAINER: { readonly [option in keyof kplus.ContainerOpts]?: Check } = {
  args: TEXTS,
  command: TEXTS,
  envFrom: listOf(instanceOf('EnvFrom', 'Env.fromConfigMap(configMap)')),
  envVariables: ENV_VARIABLES,
  imagePullPolicy: oneOf(kplus.ImagePullPolicy),
  lifecycle: objectOf({ postStart: HANDLER, preStop: HANDLER }),
  liveness: PROBE,
  ports: listOf(CONTAINER_PORT),
  readiness: PROBE,
  resources: RESOURCES,
  securityContext: SECURITY_CONTEXT,
  startup: PROBE,
  volumeMounts: listOf(objectOf({ path: TEXT, volume: VOLUME }, ['path', 'volume'])),
  workingDir: TEXT,
};

/** The checks of a sidecar or an init container, including the options that only they have. */
export const OTHER_CONTAINER: Readonly<Record<string, Check>> = {
  ...CONTAINER,
  port: PORT,
  portNumber: PORT,
  restartPolicy: oneOf(kplus.ContainerRestartPolicy),
};
