import type * as kplus from 'cdk8s-plus-28';
import type { Problem } from '../validate/problem';

/**
 * The security of a version's containers, except for the fields that their own security context sets.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export enum PodSecurity {
  /**
   * The pods meet the Pod Security Standard *restricted*: they run as a user other than root, with all capabilities
   * dropped, no privilege escalation and the runtime's default seccomp profile; as with cdk8s-plus, the root file
   * system is read-only.
   */
  RESTRICTED = 'restricted',

  /**
   * The image may run as root and write to its root file system. The pods still meet the Pod Security Standard
   * *baseline*, unless their own security context asks for more.
   */
  BASELINE = 'baseline',
}

/** The options of a version that decide how its containers are secured. */
interface SecuredOptions {
  readonly podSecurity?: PodSecurity;
  readonly securityContext?: kplus.PodSecurityContextProps;
  readonly container?: kplus.ContainerOpts;
  readonly sidecars?: kplus.ContainerProps[];
  readonly initContainers?: kplus.ContainerProps[];
}

/** Reports security contexts with which no pod could start or be admitted. */
export function podSecurityProblems(prop: string, options: SecuredOptions): Problem[] {
  const { securityContext, container, sidecars, initContainers } = options;
  const isAsked = securityContext ?? container?.securityContext ?? sidecars ?? initContainers;
  return isAsked === undefined ? [] : securityContextProblems(prop, options);
}

function securityContextProblems(prop: string, options: SecuredOptions): Problem[] {
  const containers: [string, kplus.ContainerOpts][] = [
    [`${prop}.container`, options.container ?? {}],
    ...(options.sidecars ?? []).map((given, index) => containerAt(`${prop}.sidecars`, index, given)),
    ...(options.initContainers ?? []).map((given, index) => containerAt(`${prop}.initContainers`, index, given)),
  ];
  const isRestricted = options.podSecurity !== PodSecurity.BASELINE;
  const problems = containers.flatMap(([where, { securityContext = {} }]) => [
    ...rootProblems(prop, where, securityContext, options.securityContext?.user, isRestricted),
    ...privilegeProblems(where, securityContext, isRestricted),
  ]);
  // Containers without a user inherit that of the pod, so report a wrong one only once.
  return problems.filter(({ prop: one }, index) => problems.findIndex((other) => other.prop === one) === index);
}

function containerAt(list: string, index: number, given: kplus.ContainerProps): [string, kplus.ContainerOpts] {
  return [`${list}[${index}]`, given];
}

function rootProblems(
  prop: string,
  where: string,
  container: kplus.ContainerSecurityContextProps,
  podUser: number | undefined,
  isRestricted: boolean,
): Problem[] {
  const runsAsNonRoot = container.ensureNonRoot ?? isRestricted;
  if (!runsAsNonRoot || (container.user ?? podUser) !== 0) return [];
  return [
    {
      prop: `${container.user === 0 ? where : prop}.securityContext.user`,
      received: 0,
      expected: 'a user other than root (0)',
      fix: isRestricted ? 'set podSecurity: PodSecurity.BASELINE to allow it' : 'remove ensureNonRoot to allow it',
    },
  ];
}

function privilegeProblems(
  where: string,
  container: kplus.ContainerSecurityContextProps,
  isRestricted: boolean,
): Problem[] {
  const mayEscalate = container.allowPrivilegeEscalation ?? !isRestricted;
  if (container.privileged !== true || mayEscalate) return [];
  return [
    {
      prop: `${where}.securityContext.privileged`,
      received: true,
      expected: 'false without privilege escalation, because Kubernetes would reject the pod',
      fix: isRestricted
        ? 'set podSecurity: PodSecurity.BASELINE to allow it'
        : 'remove allowPrivilegeEscalation to allow it',
    },
  ];
}
