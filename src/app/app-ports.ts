import type * as kplus from 'cdk8s-plus-28';
import type { AppOptions, AppPort } from './app-options';

/** The name of the main port, because Kubernetes requires port names as soon as a Service has several ports. */
export const MAIN_PORT_NAME = 'main';

/** Returns the target of the app's probes and of its Service's first port. */
export function mainContainerPort(app: AppOptions): number {
  return app.containerPort ?? app.port;
}

/** Returns the ports of the app's Services, the main one first. */
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

/** Returns the same ports without their node ports, which only one Service can have. */
export function sidePorts(app: AppOptions): kplus.ServicePort[] {
  return servicePorts(app).map((port) => ({ ...port, nodePort: undefined }));
}

/** Returns the container's ports besides the main one. Several Service ports may lead to one of them. */
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

/** Returns the key of a port: its number and its protocol, TCP by default. */
export function portKey(number: number, protocol: string | undefined): string {
  return `${number}/${protocol ?? 'TCP'}`;
}

function extraContainerPort(extra: AppPort): number {
  return extra.containerPort ?? extra.port;
}
