#!/usr/bin/env node
import { processIo } from './process-io';
import { runCli } from './run-cli';

void runCli(process.argv.slice(2), processIo()).then((exitCode) => {
  // Unlike process.exit, this lets the output be written to the end.
  process.exitCode = exitCode;
});
