/** Data that belongs to one version, in its own ConfigMap or Secret. */
export interface VersionData {
  /**
   * The data: texts by name. The name becomes a file name or an environment variable. At most 1 MiB in total.
   *
   * If both the app and a version have data, the two are merged name by name.
   *
   * @default - none; required after the app's and the version's options are merged
   */
  readonly data?: { [name: string]: string };

  /**
   * The directory of the main container in which each entry is a file: an absolute path.
   *
   * @default - no files
   */
  readonly mountPath?: string;

  /**
   * Whether each entry is an environment variable of the main container.
   *
   * @default - true, unless `mountPath` is set
   */
  readonly asVariables?: boolean;
}
