/** Text that would run as code if it became HTML unescaped. */
export const HOSTILE = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script></style></script>"'&`;

/** The same, within the length limit of a label. */
const HOSTILE_LABEL = '<img src=x onerror="window.hacked=1">';

/**
 * Returns a Service with such text in its names and labels. The switch from blue to green in one commit drops requests.
 */
export function hostileYaml(color: string): string {
  const text = JSON.stringify(HOSTILE);
  const label = JSON.stringify(`${color} ${HOSTILE_LABEL}`);
  return `apiVersion: v1
kind: Service
metadata: { name: web, annotations: { ${text}: ${text} } }
spec: { selector: { app: ${color} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${color}, annotations: { ${text}: ${text} } }
spec:
  replicas: 5
  selector: { matchLabels: { app: ${color} } }
  template:
    metadata: { labels: { app: ${color}, version: ${label} } }
    spec: { containers: [{ name: main, image: ${text} }] }
`;
}
