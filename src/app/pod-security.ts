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
