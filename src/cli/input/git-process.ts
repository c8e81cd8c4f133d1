import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { devNull } from 'node:os';
import type { Repository } from './find-repository';

/** Settings that override the repository's own, none of which may start a program. */
const SETTINGS = [
  // Keep git from discovering a bare repository in a folder. Git before 2.38 ignores this setting, but `startGit`
  // always names the repository.
  'safe.bareRepository=explicit',
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.sshCommand=false',
  'core.askPass=',
  'credential.helper=',
  'protocol.allow=never',
];

/**
 * Variables that name the folders of git and of its objects. All other variables of git are removed, because they could
 * start programs.
 */
const KEPT = new Set(['GIT_EXEC_PATH', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES']);

/**
 * Starts git on one repository, without a shell. Git looks for no other repository, reads no system or user
 * configuration, fetches nothing, runs no hook and asks for no password.
 */
export function startGit(
  repository: Repository,
  args: string[],
  env: Readonly<Record<string, string | undefined>>,
): ChildProcessWithoutNullStreams {
  const { gitDir, top } = repository;
  const named = [`--git-dir=${gitDir}`, `--work-tree=${top}`, '--no-replace-objects'];
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  // Never run git in a folder of the change: Windows would start a `git.exe` from there.
  return spawn('git', [...named, ...settings, ...args], { cwd: gitDir, env: gitEnvironment(env), windowsHide: true });
}

function gitEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const others = Object.entries(env).filter(([name]) => !/^GIT_/i.test(name) || KEPT.has(name));
  return {
    ...Object.fromEntries(others),
    // English messages, because they may be shown to the user.
    LC_ALL: 'C',
    LANGUAGE: '',
    // Git before 2.32 has no variable for the user's configuration.
    HOME: devNull,
    XDG_CONFIG_HOME: devNull,
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_LAZY_FETCH: '1',
    // Git before 2.45 ignores the line above. Without any allowed protocol, its fetch fails before it starts a program.
    GIT_ALLOW_PROTOCOL: '',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}
