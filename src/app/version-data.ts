/** Data that belongs to one version, in a ConfigMap or a Secret of its own. */
export interface VersionData {
  /**
   * The data: texts by name. The name is that of the file or of the environment variable. At most 1 MiB in all.
   *
   * Given for the app and for a version, both are merged name by name.
   *
   * @default - none; required once the app's and the version's options are put together
   */
  readonly data?: { [name: string]: string };

  /**
   * The directory of the main container in which each entry is a file: an absolute path.
   *
   * @default - there are no files
   */
  readonly mountPath?: string;

  /**
   * Whether each entry is an environment variable of the main container.
   *
   * @default - true, unless a `mountPath` is given
   */
  readonly asVariables?: boolean;
}
