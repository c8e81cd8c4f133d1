import type * as kplus from 'cdk8s-plus-28';
import type { AppOptions, AppPort } from './app-options';

/** Kubernetes requires port names as soon as a Service has several ports. */
export const MAIN_PORT_NAME = 'main';

/** The port to which the app's probes and its Service's first port go. */
export function mainContainerPort(app: AppOptions): number {
  return app.containerPort ?? app.port;
}

/** The ports of the app's Services, the main one first. */
export function servicePorts(app: AppOptions): kplus.ServicePort[] {
  const extraPorts = app.extraPorts ?? [];
  return [
    {
      name: app.portName ?? (extraPorts.length > 0 ? MAIN_PORT_NAME : undefined),
      port: app.port,
      targetPort: mainContainerPort(app),
      protocol: app.protocol,
      nodePort: app.nodePort,
    },
    ...extraPorts.map((extra) => ({
      name: extra.name,
      port: extra.port,
      targetPort: extraContainerPort(extra),
      protocol: extra.protocol,
      nodePort: extra.nodePort,
    })),
  ];
}

/** The same ports without those of the nodes, which only one Service can have. */
export function sidePorts(app: AppOptions): kplus.ServicePort[] {
  return servicePorts(app).map((port) => ({ ...port, nodePort: undefined }));
}

/** The container's ports besides the main one; several Service ports may lead to one of them. */
export function extraContainerPorts(app: AppOptions): kplus.ContainerPort[] {
  const ports: kplus.ContainerPort[] = [];
  const seen = new Set([portKey(mainContainerPort(app), app.protocol)]);
  for (const extra of app.extraPorts ?? []) {
    const number = extraContainerPort(extra);
    const key = portKey(number, extra.protocol);
    if (seen.has(key)) continue;
    seen.add(key);
    ports.push({ number, name: extra.name, protocol: extra.protocol });
  }
  return ports;
}

/** What makes two ports the same: the number and the protocol, TCP where none is given. */
export function portKey(number: number, protocol: string | undefined): string {
  return `${number}/${protocol ?? 'TCP'}`;
}

function extraContainerPort(extra: AppPort): number {
  return extra.containerPort ?? extra.port;
}
