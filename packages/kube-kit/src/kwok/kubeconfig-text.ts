/** What a kubeconfig of one cluster says. */
export interface KubeconfigFacts {
  readonly context: string;
  readonly server: string;
  /** PEM; absent where the certificate is not checked. */
  readonly authority: string;
  readonly token: string;
}

/** A kubeconfig with one cluster, one user and one context, which is the current one. Holds a secret: write it for its owner only. */
export function kubeconfigText({ context, server, authority, token }: KubeconfigFacts): string {
  const name = /^[a-z][\w.-]*$/i.test(context) ? context : JSON.stringify(context);
  return `apiVersion: v1
kind: Config
clusters:
  - name: ${name}
    cluster:
      server: ${server}
      certificate-authority-data: ${Buffer.from(authority).toString('base64')}
users:
  - name: ${name}
    user:
      token: ${token}
contexts:
  - name: ${name}
    context:
      cluster: ${name}
      user: ${name}
current-context: ${name}
`;
}
