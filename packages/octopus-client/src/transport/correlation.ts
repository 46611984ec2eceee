/**
 * Carries an id that is the same in every attempt of a request, so that what proxies and servers note down can be put beside what this side notes
 * down. This name and not `X-Request-ID`, which many proxies replace by one of their own for each attempt, and not `traceparent`, which would claim
 * a span that nobody recorded; who traces adds that one by an observer.
 */
export const correlationHeader = 'X-Correlation-ID';
