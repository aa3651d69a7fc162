import { turnTracingOn } from '../common/tracing';

const SERVICE = 'parley';

/**
 * Sends traces to an OpenTelemetry collector by OTLP over HTTP. Loaded only when one is named: without it nothing of this is in memory.
 * Sampling and batching follow the standard OTEL_* variables, which the library reads itself.
 * @param endpoint the collector's base address, as OTEL_EXPORTER_OTLP_ENDPOINT has it
 * @returns sends what still waits, and ends
 */
export async function startTraceExport(endpoint: string): Promise<() => Promise<void>> {
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': SERVICE, 'service.instance.id': String(process.pid) }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  turnTracingOn();
  return () => provider.shutdown();
}
