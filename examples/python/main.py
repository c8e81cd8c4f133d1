"""A canary at 10 percent, in Python. The YAML is that of examples/canary, step 2."""

from cdk8s import App, Chart
from cdk8s_rollouts import CanaryApp, CanaryVersionProps

app = App()
chart = Chart(app, "canary-2-canary-10-percent")
CanaryApp(
    chart,
    "MyApp",
    name="my-app",
    replicas=10,
    port=80,
    stable=CanaryVersionProps(version="v1", image="my-app:v1.0.0"),
    canary=CanaryVersionProps(version="v2", image="my-app:v2.0.0"),
    traffic_percent=10,
)
app.synth()
