#!/usr/bin/env node
import { processIo } from './process-io';
import { runCli } from './run-cli';

void runCli(process.argv.slice(2), processIo()).then((exitCode) => {
  // Unlike process.exit(), this lets pending output be written completely.
  process.exitCode = exitCode;
});
