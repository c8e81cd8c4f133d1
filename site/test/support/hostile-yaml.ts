/** Words that would be code where HTML is made from them without care. */
export const HOSTILE = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script></style></script>"'&`;

/** As long as a label may be. */
const HOSTILE_LABEL = '<img src=x onerror="window.hacked=1">';

/** A Service whose names and labels are such words. The switch from blue to green in one commit drops requests. */
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
