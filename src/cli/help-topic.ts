import type { CommandDefinition } from './command';

/**
 * Rewrites a request for help: `help release next` and `release help next` become `release next --help`. If there is no
 * such command, only the names remain, so that the error names the mistake. Commander would print the help of the
 * nearest parent.
 */
export function toKnownHelp(args: string[], commands: CommandDefinition[]): string[] {
  const end = args.findIndex((arg) => arg.startsWith('-'));
  const names = end === -1 ? args : args.slice(0, end);
  const topic = topicOf(names, args[names.length], commands);
  if (topic === undefined) return args;
  return isKnown(topic, commands) ? [...topic, '--help'] : topic;
}

/** Returns the names of the command whose help is requested, or `undefined` if it is not, or that of the program. */
function topicOf(names: string[], option: string | undefined, commands: CommandDefinition[]): string[] | undefined {
  const [first, second, ...rest] = names;
  if (first === undefined || (first === 'help' && (second === undefined || second === 'help'))) return undefined;
  if (first === 'help') return names.slice(1);
  if (second === 'help' && subcommandsOf(first, commands).length > 0) return [first, ...rest];
  return option === '--help' || option === '-h' ? names : undefined;
}

/** Reports whether each name is a command of the one before it. After the last command come its arguments. */
function isKnown([name, ...rest]: string[], commands: CommandDefinition[]): boolean {
  if (name === undefined || commands.length === 0) return true;
  return commands.some((one) => one.name === name) && isKnown(rest, subcommandsOf(name, commands));
}

function subcommandsOf(name: string, commands: CommandDefinition[]): CommandDefinition[] {
  return commands.find((one) => one.name === name)?.subcommands ?? [];
}
