// Replays the history of git repositories: it checks each commit that changes manifests against the state before, as a
// pull request would have been checked. It runs the compiled package in lib/.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gitIn, readCommits, Texts, topmost } from './history/read-history.mjs';
import { replayFolder } from './history/replay-folder.mjs';
import { describe, summarize } from './history/summary.mjs';

const HELP = `Usage: npm run build && node bench/replay-history.mjs [options] REPOSITORY…

Replays the history of git repositories and counts the findings of the checker for each commit that changes manifests.
A repository is a folder, with or without a work tree. Nothing in it is run, and nothing is fetched.

Each commit is compared with its first parent, folder by folder. A folder is read with everything below it, as
"cdk8s-rollouts check FOLDER" reads it. By default, these are the topmost folders that ever contained a Deployment,
StatefulSet, DaemonSet or Service.

Options:
  --folder PATH   a folder to replay; can be repeated
  --newest N      replay only the newest N commits of each folder
  --show RULE     print the findings of a rule, with commit, file and message; "all" prints the findings of every rule
  --facts FILE    write the counts as JSON: no manifests, no names of objects
  --help          print this text

Columns:
  states       changed states
  quiet        states without a new error or warning
  errors       states with a new error
  refused      states of which nothing can be read
  left out     states with a manifest that can't be read
  not judged   states with a Service that is not judged
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string', multiple: true },
    newest: { type: 'string', default: 'Infinity' },
    show: { type: 'string' },
    facts: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || positionals.length === 0) {
  process.stdout.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else main();

function main() {
  const all = [];
  const repositories = [];
  for (const path of positionals) {
    const git = gitIn(path);
    const name = nameOf(path);
    const facts = replay(git, name);
    for (const fact of facts) all.push(fact);
    const summary = summarize(facts);
    console.log(describe(name, summary).join('\n'));
    const snapshot = git(['rev-parse', '--short=12', 'HEAD']).toString('utf8').trim();
    repositories.push({ repository: name, snapshot, ...summary });
    // Write the facts after each repository, because all of them can take an hour.
    if (values.facts) writeFacts({ repositories, total: summarize(all) });
  }
  const total = summarize(all);
  if (positionals.length > 1) console.log(describe('all', total).join('\n'));
  for (const [rule, states] of Object.entries(total.rules))
    console.log(`${String(states).padStart(6)} states: ${rule}`);
}

function writeFacts(facts) {
  writeFileSync(values.facts, `${JSON.stringify(facts, undefined, 2)}\n`);
}

function replay(git, name) {
  const commits = readCommits(git);
  const texts = new Texts(git);
  const folders = values.folder ?? topmost(commits, texts);
  const onResult = (result, place) => printFindings(result, `${name} ${place}`);
  return folders.flatMap((folder) => replayFolder(folder, commits, texts, { newest: Number(values.newest), onResult }));
}

function printFindings({ findings }, place) {
  for (const { rule, severity, message, file, line } of findings) {
    if (values.show !== 'all' && values.show !== rule) continue;
    console.log([`${severity} ${rule}`, place, `${file ?? ''}:${line ?? ''}`, message].join(' | '));
  }
}

/** Returns `owner/name` for a mirror in a folder called `owner+name`, or else the name of the folder. */
function nameOf(path) {
  const parts = path.split('/').filter((part) => !['', '.git', 'repo'].includes(part));
  return (parts.at(-1) ?? path).replace('+', '/');
}
