import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Attributes, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** Off unless an operator names a collector: following asynchronous work costs a few percent of every message. */
let isOn = false;

/** From here on work is traced; called once, by what sends traces away. */
export function turnTracingOn(): void {
  isOn = true;
}

const tracer = () => trace.getTracer('parley');

/** Runs a piece of work of this process's own as a span, or just runs it. */
export function traced<T>(name: string, attributes: Attributes, run: () => Promise<T>): Promise<T> {
  if (!isOn) return run();
  return tracer().startActiveSpan(name, { kind: SpanKind.SERVER, attributes }, async (span) => {
    try {
      return await run();
    } catch (thrown) {
      fail(span, thrown instanceof Error ? thrown.name : 'Error');
      throw thrown;
    } finally {
      span.end();
    }
  });
}

/** Marks the work that runs now as refused, with its code; nothing when nothing is traced. */
export function markRefused(code: string): void {
  const span = isOn ? trace.getActiveSpan() : undefined;
  if (span) fail(span, code);
}

/** A request as a span, within the trace of whoever sent it (W3C Trace Context). */
export function traceRequest(
  request: IncomingMessage & { route?: { path?: string } },
  response: ServerResponse,
  next: () => void,
): void {
  if (!isOn) {
    next();
    return;
  }
  const parent = propagation.extract(context.active(), request.headers);
  const span = tracer().startSpan(`${request.method}`, { kind: SpanKind.SERVER }, parent);
  response.once('close', () => {
    // The route, not the address: ids would make every name a new one.
    const route = request.route?.path;
    if (route) span.updateName(`${request.method} ${route}`);
    span.setAttribute('http.response.status_code', response.statusCode);
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(parent, span), next);
}

/** A question to another server, below the work that runs now; ended by who is called back. */
export function traceCall(name: string, attributes: Attributes): (outcome: 'ok' | 'failed') => void {
  const span = tracer().startSpan(name, { kind: SpanKind.CLIENT, attributes });
  return (outcome) => {
    if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  };
}

export const isTracing = () => isOn;

/** What a line of the log says of the trace it belongs to. */
export function traceOfLine(): { traceId?: string; spanId?: string } {
  const span = isOn ? trace.getActiveSpan() : undefined;
  if (!span) return {};
  const { traceId, spanId } = span.spanContext();
  return { traceId, spanId };
}

function fail(span: Span, code: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
  span.setAttribute('error.type', code);
}
