import { lowerFirst } from '../../text/words';

/**
 * A line with which git marks a conflict: two branches changed the same place. Only its start is repeated in messages,
 * because a line can be as long as the file.
 */
const CONFLICT = /^(?:<{7}|>{7}) [^\r\n]{0,100}/mu;

/** An error of the YAML parser, with the offsets of its start and end. */
interface ParserError {
  readonly pos: readonly number[];
  readonly message: string;
}

/** Describes an error of the YAML parser, with its offset. A merge conflict is named, because the parser's words hide it. */
export function describeSyntaxError(text: string, error: ParserError): { offset: number; message: string } {
  const conflict = CONFLICT.exec(text);
  if (conflict === null) return { offset: error.pos[0]!, message: `${lowerFirst(error.message)}; fix the YAML` };
  const received = `a merge conflict of git (${conflict[0].trimEnd()})`;
  return { offset: conflict.index, message: `expected YAML, got ${received}; resolve the conflict` };
}
