import * as kplus from 'cdk8s-plus-28';
import { BOOLEAN, ID, instanceOf, nothingHere, oneOf, PORT, TEXT, TEXTS } from '../validate/checks';
import { imageProblem } from '../validate/image';
import { nameProblem, portNameProblem } from '../validate/names';
import { listOf, mapOf, objectOf, options, type Shape, toCheck } from '../validate/shape';
import { optionsIn } from '../validate/unknown-fields';

const PROBE = instanceOf('Probe', 'Probe.fromTcpSocket()');
const HANDLER = instanceOf('Handler', "Handler.fromCommand(['sleep', '5'])");
const CPU = instanceOf('Cpu', 'Cpu.millis(250)');
const SIZE = instanceOf('Size', 'Size.mebibytes(128)', 'cdk8s');
export const ENV_VARIABLES = mapOf(instanceOf('EnvValue', "EnvValue.fromValue('text')"));
export const RESOURCES = objectOf<kplus.ContainerResources>({
  cpu: objectOf<kplus.CpuResources>({ request: CPU, limit: CPU }),
  memory: objectOf<kplus.MemoryResources>({ request: SIZE, limit: SIZE }),
  ephemeralStorage: objectOf<kplus.EphemeralStorageResources>({ request: SIZE, limit: SIZE }),
});
export const VOLUME = instanceOf('Volume', "Volume.fromEmptyDir(this, 'Data', 'data')");

const CONTAINER_PORT = objectOf<kplus.ContainerPort>(
  {
    number: PORT,
    name: toCheck(portNameProblem),
    protocol: oneOf(kplus.Protocol, 'Protocol'),
    hostPort: PORT,
    hostIp: TEXT,
  },
  ['number'],
);

const VOLUME_MOUNT = objectOf<kplus.VolumeMount>(
  {
    path: TEXT,
    volume: VOLUME,
    propagation: oneOf(kplus.MountPropagation, 'MountPropagation'),
    readOnly: BOOLEAN,
    subPath: TEXT,
    subPathExpr: TEXT,
  },
  ['path', 'volume'],
);

const SECURITY_CONTEXT = objectOf<kplus.ContainerSecurityContextProps>({
  allowPrivilegeEscalation: BOOLEAN,
  capabilities: objectOf<kplus.ContainerSecutiryContextCapabilities>({ add: TEXTS, drop: TEXTS }),
  ensureNonRoot: BOOLEAN,
  group: ID,
  privileged: BOOLEAN,
  readOnlyRootFilesystem: BOOLEAN,
  seccompProfile: objectOf<kplus.SeccompProfile>(
    { localhostProfile: TEXT, type: oneOf(kplus.SeccompProfileType, 'SeccompProfileType') },
    ['type'],
  ),
  user: ID,
});

/** The options of any container: cdk8s-plus would fail on other values, or write them as they are. */
const ANY_CONTAINER: Shape<kplus.ContainerProps> = {
  image: toCheck(imageProblem),
  name: toCheck(nameProblem),
  args: TEXTS,
  command: TEXTS,
  envFrom: listOf(instanceOf('EnvFrom', 'Env.fromConfigMap(configMap)')),
  envVariables: ENV_VARIABLES,
  imagePullPolicy: oneOf(kplus.ImagePullPolicy, 'ImagePullPolicy'),
  lifecycle: objectOf<kplus.ContainerLifecycle>({ postStart: HANDLER, preStop: HANDLER }),
  liveness: PROBE,
  // oxlint-disable-next-line typescript/no-deprecated -- cdk8s-plus still takes it
  port: PORT,
  portNumber: PORT,
  ports: listOf(CONTAINER_PORT),
  readiness: PROBE,
  resources: RESOURCES,
  restartPolicy: oneOf(kplus.ContainerRestartPolicy, 'ContainerRestartPolicy'),
  securityContext: SECURITY_CONTEXT,
  startup: PROBE,
  volumeMounts: listOf(VOLUME_MOUNT),
  workingDir: TEXT,
};

/** The options of a container that its version or the app states, or that no main container can have. */
const NOT_IN_MAIN: Partial<Shape<kplus.ContainerProps>> = {
  image: nothingHere('set image on the version instead'),
  // oxlint-disable-next-line typescript/no-deprecated -- cdk8s-plus still takes it
  port: nothingHere('set containerPort on the app'),
  portNumber: nothingHere('set containerPort on the app'),
  restartPolicy: nothingHere('set it on an init container, the only kind that can have one'),
};

/** A check of the options of the container that serves the traffic. They may not contain options of the app itself. */
export const MAIN_CONTAINER = options<kplus.ContainerProps>(
  { ...ANY_CONTAINER, ...NOT_IN_MAIN },
  [],
  'the options of a container',
  'pass kplus.ContainerOpts',
);

/** The remedy for options of the main container that are given to its version, or to the app. */
export const IN_CONTAINER = optionsIn(
  'container',
  Object.keys(ANY_CONTAINER).filter((name) => !Object.hasOwn(NOT_IN_MAIN, name)),
);

export const SIDECARS = listOf(
  objectOf<kplus.ContainerProps>(
    { ...ANY_CONTAINER, restartPolicy: nothingHere('remove it, or move the container to initContainers') },
    ['image'],
  ),
);

export const INIT_CONTAINERS = listOf(objectOf<kplus.ContainerProps>(ANY_CONTAINER, ['image']));

/** A check of the security context of pods. */
export const POD_SECURITY_CONTEXT = objectOf<kplus.PodSecurityContextProps>({
  ensureNonRoot: BOOLEAN,
  fsGroup: ID,
  fsGroupChangePolicy: oneOf(kplus.FsGroupChangePolicy, 'FsGroupChangePolicy'),
  group: ID,
  sysctls: listOf(objectOf<kplus.Sysctl>({ name: TEXT, value: TEXT }, ['name', 'value'])),
  user: ID,
});
