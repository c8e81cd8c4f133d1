import { TextDecoder } from 'node:util';
import { CliError } from '../cli-error';

/** One entry of a git directory. */
export interface TreeEntry {
  readonly kind: 'file' | 'tree' | 'link' | 'submodule';
  readonly name: string;
  readonly id: string;
}

/**
 * The kinds of entries, by the start of their mode. The rest of a file's mode varies: it may be executable, or have the
 * group bit of old versions.
 */
const KINDS: Readonly<Record<string, TreeEntry['kind']>> = {
  '4': 'tree',
  '10': 'file',
  '12': 'link',
  '16': 'submodule',
};

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a directory as git stores it: a sequence of mode, space, name, zero byte and id.
 *
 * Sources: https://git-scm.com/docs/gitformat-pack, and `decode_tree_entry` in git's tree-walk.c.
 *
 * @param label the name of the directory in messages
 * @throws CliError if it is damaged, or a name is not UTF-8
 */
export function parseTree(content: Buffer, idLength: number, label: string): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let position = 0;
  while (position < content.length) {
    const space = content.indexOf(0x20, position);
    const zero = content.indexOf(0, space);
    const end = zero + 1 + idLength;
    const kind = KINDS[content.toString('latin1', position, space).replace(/^0/, '').slice(0, -4)];
    if (space < 0 || zero < 0 || end > content.length || kind === undefined) {
      throw new CliError(`${label}: the directory is damaged; run git fsck, and fetch it again`);
    }
    entries.push({
      kind,
      name: decodeName(content.subarray(space + 1, zero), label),
      id: content.toString('hex', zero + 1, end),
    });
    position = end;
  }
  return entries;
}

function decodeName(bytes: Buffer, label: string): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    const name = JSON.stringify(bytes.toString('latin1'));
    throw new CliError(`${label}: expected file names in UTF-8, got ${name}; rename the file`);
  }
}
