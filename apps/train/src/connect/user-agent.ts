/** How this program calls itself to a server. */
export const userAgent = 'octotrain-train';
