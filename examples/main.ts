// `npx cdk8s synth` at the top of the repository runs this file: every example writes its own charts.
import './blue-green/main';
import './canary/main';
import './podinfo/main';
import './production/main';
import './rollout/main';
