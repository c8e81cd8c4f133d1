// `npx cdk8s synth` at the top of the repository runs this file: every example writes its own charts.
import './argo-cd/main';
import './blue-green/main';
import './canary/main';
import './flux/main';
import './podinfo/main';
import './production/main';
import './release/main';
