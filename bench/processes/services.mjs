// Checks a change that scales many Deployments with a Service each: `node bench/processes/services.mjs <pairs>`. Prints
// the clock time and the processor time in milliseconds, and the peak memory in MB.
import { performance } from 'node:perf_hooks';
import { checkRollout } from '../../lib/index.js';
import { appName } from '../app.mjs';

const pairs = Number(process.argv[2]);

const textOf = (replicas) => Array.from({ length: pairs }, (_, index) => pairOf(appName(index), replicas)).join('');
const [before, after] = [textOf(3), textOf(5)];

const cpuBefore = process.cpuUsage();
const start = performance.now();
checkRollout(before, after);
const total = performance.now() - start;
const { user, system } = process.cpuUsage(cpuBefore);
const memory = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ total, cpu: (user + system) / 1000, memory }));

function pairOf(name, replicas) {
  return `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: ${name}
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: main
          image: web:1
          readinessProbe:
            httpGet:
              port: 80
`;
}
