import { internal } from '../internal.mjs';
import { isInside } from './read-history.mjs';

const { checkStates } = internal('check/check-states');
const { joinManifestSets } = internal('manifests/join-manifest-sets');
const { readManifests } = internal('manifests/yaml/read-manifests');
const { toTolerantState } = internal('manifests/to-state');

const IMAGE_LINE = /^\s*(?:-\s*)?image:\s/;

/**
 * Replays one folder, checking each commit's state against the previous one. Returns a fact for each changed state, and
 * calls `onResult` with the result of each check.
 */
export function replayFolder(folder, commits, texts, { newest, onResult }) {
  const changing = commits
    .map(({ id, changes }) => ({ id, changes: changes.filter(({ path }) => isInside(path, folder)) }))
    .filter(({ changes }) => changes.length > 0);
  const files = new Map();
  const facts = [];
  let before;
  changing.forEach(({ id, changes }, index) => {
    texts.load(changes.flatMap(({ blob }) => blob ?? []));
    const imagesOnly = changes.every(({ path, blob }) =>
      changesImagesOnly(files.get(path)?.text, blob && texts.get(blob)),
    );
    for (const { path, blob } of changes) {
      if (blob === undefined) files.delete(path);
      else files.set(path, { text: texts.get(blob), path });
    }
    texts.forget();
    if (index < changing.length - newest - 1) return;
    const after = read(files);
    if (before !== undefined && before.objects > 0 && after.objects > 0) {
      const fact = check(before, after);
      facts.push({ folder, commit: id.slice(0, 10), imagesOnly, ...fact.counts });
      onResult(fact.result, `${id.slice(0, 10)} ${folder}`);
    } else if (before !== undefined && before.objects > 0 && !after.isReadable) {
      facts.push({ folder, commit: id.slice(0, 10), imagesOnly, refused: true, rules: {} });
    }
    before = after;
  });
  return facts;
}

/** Reports whether two versions of a file differ only in lines with images. */
function changesImagesOnly(before, after) {
  if (before === undefined || after === undefined) return false;
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  return (
    old.length === fresh.length &&
    old.every((line, index) => line === fresh[index] || (IMAGE_LINE.test(line) && IMAGE_LINE.test(fresh[index])))
  );
}

/** Reads the files of a folder as the command line does, leaving out unreadable content. */
function read(files) {
  const sets = [...files.values()]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => (file.set ??= readManifests(file.text, file.path)));
  const set = joinManifestSets(sets);
  const { state, refusals } = toTolerantState(set);
  const objects = set.manifests.length + set.passive;
  // Do the same as the command line: it refuses a state in which nothing is readable, and has nothing to check if
  // everything has to be rendered first.
  const isReadable = refusals.length === 0 || objects === 0;
  return { state, objects: isReadable ? objects : 0, isReadable };
}

function check(before, after) {
  const result = checkStates(before.state, after.state);
  const rules = {};
  for (const { rule, severity } of result.findings) {
    const key = `${severity} ${rule}`;
    rules[key] = (rules[key] ?? 0) + 1;
  }
  return {
    result,
    counts: {
      services: result.services.length,
      notJudged: result.notJudged.length,
      leftOut: result.leftOut.length,
      renderFirst: result.renderFirst.length,
      existing: result.existing.length,
      rules,
    },
  };
}
