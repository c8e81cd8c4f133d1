import { execFile } from 'node:child_process';
import { CliError } from '../cli-error';

/** How git ended. */
export interface GitResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Runs git without a shell. That it fails is a result, too; that it can't be run is an error.
 *
 * @param input what it reads from its standard input
 */
export function runGit(cwd: string, args: string[], input = ''): Promise<GitResult> {
  return new Promise((settle, fail) => {
    // Its messages in English, as they may be shown; no question for a password that nobody would answer.
    const env = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
    const options = { cwd, env, encoding: 'buffer', maxBuffer: Infinity } as const;
    const child = execFile('git', args, options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') {
        fail(new CliError(`git: ${describeFailure(error)}`));
        return;
      }
      settle({ exitCode: Number(error?.code ?? 0), stdout, stderr: stderr.toString('utf8').trim() });
    });
    // Git may end without having read all of it: its exit code tells.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

function describeFailure(error: { code?: unknown; message: string }): string {
  if (error.code !== 'ENOENT') return error.message;
  return 'it is not installed; install it, or give --against a directory or file';
}
