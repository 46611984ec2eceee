import type { ClientObserver } from '../index.ts';

/** The part of OpenTelemetry's `Tracer` and `Histogram` that is used; pass `trace.getTracer(…)` and `metrics.getMeter(…).createHistogram(…)`. */
interface Span {
  setAttributes(attributes: Record<string, string | number>): unknown;
  setStatus(status: { code: number }): unknown;
  end(): void;
}
interface Tracer {
  startSpan(name: string, options: { kind: number; attributes: Record<string, string | number> }): Span;
}
interface Histogram {
  record(seconds: number, attributes: Record<string, string | number>): void;
}

const clientKind = 2; // SpanKind.CLIENT
const errorStatus = 2; // SpanStatusCode.ERROR

/** A span for each attempt, and how long each took, by the conventions for HTTP clients. */
export function openTelemetryObserver(tracer: Tracer, durations: Histogram): ClientObserver {
  return {
    requestStarted({ method, route, serverAddress, serverPort, correlationId }) {
      const common = {
        'http.request.method': method,
        'url.template': route,
        'server.address': serverAddress,
        'server.port': serverPort,
      };
      return {
        attemptStarted({ attempt, url }) {
          const span = tracer.startSpan(`${method} ${route}`, {
            kind: clientKind,
            attributes: {
              ...common,
              'url.full': url,
              'http.request.resend_count': attempt - 1,
              'octopus.correlation_id': correlationId,
            },
          });
          return {
            ended({ durationMs, status, responseBytes, error }) {
              const how = {
                ...(status === undefined ? {} : { 'http.response.status_code': status }),
                ...(error === undefined ? {} : { 'error.type': error }),
              };
              durations.record(durationMs / 1000, { ...common, ...how });
              span.setAttributes({ ...how, ...(responseBytes ? { 'http.response.body.size': responseBytes } : {}) });
              if (error !== undefined) span.setStatus({ code: errorStatus });
              span.end();
            },
          };
        },
      };
    },
  };
}
