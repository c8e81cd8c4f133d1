/**
 * How tightly the containers of a version are secured where its own security context does not say.
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
   * Nothing is asked of the image: it may run as root and write to its root file system. The pods still meet the Pod
   * Security Standard *baseline*, as long as their own security context asks for nothing more.
   */
  BASELINE = 'baseline',
}
