/** The commands that CI servers find in the log of a job, by the rules of their own parsers. */

/** The commands of GitHub's runner. */
const GITHUB = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
];

/**
 * Returns the command that GitHub's runner finds in a line.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs TryParseV2 and TryParse
 */
export function githubCommand(line: string): string | undefined {
  const message = line.trim();
  if (message.startsWith('::')) {
    const end = message.indexOf('::', 2);
    const name = end < 0 ? '' : (message.slice(2, end).split(' ')[0] ?? '');
    // While commands are stopped, any token can start them again.
    if (name !== '') return GITHUB.includes(name) ? name : `token ${name}`;
  }
  const start = line.indexOf('##[');
  const close = line.indexOf(']', start);
  return start < 0 || close < 0 ? undefined : line.slice(start + 3, close).split(' ')[0];
}

/**
 * Returns the command that the agent of Azure Pipelines finds in a line.
 *
 * @see https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Agent.Sdk/Util/Command.cs
 */
export function azureCommand(line: string): string | undefined {
  const start = line.toLowerCase().indexOf('##vso[');
  const close = line.indexOf(']', start);
  if (start >= 0 && close >= 0) return line.slice(start + 6, close).split(' ')[0];
  return /^\s*##\[(\w+)\]/.exec(line)?.[1];
}

/**
 * Returns the service message that TeamCity finds in a line.
 * https://www.jetbrains.com/help/teamcity/service-messages.html
 */
export function teamcityCommand(line: string): string | undefined {
  return /##teamcity\[\s*'?(\w+)/i.exec(line)?.[1];
}

/**
 * Returns the section that GitLab finds in a log. https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections
 */
export function gitlabSection(line: string): string | undefined {
  // oxlint-disable-next-line no-control-regex -- the control characters are what GitLab looks for
  return /section_(?:start|end):\d+:([\w.-]+)(?:\[[^\]]*\])?\r\u001b\[0K/.exec(line)?.[1];
}

/** Returns all commands that any of the servers would find in a log. */
export function logCommands(log: string): string[] {
  const lines = log.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/);
  const parsers = [githubCommand, azureCommand, teamcityCommand];
  const inLines = lines.flatMap((line) => parsers.flatMap((parse) => parse(line) ?? []));
  return [...inLines, ...(gitlabSection(log) === undefined ? [] : ['section'])];
}
