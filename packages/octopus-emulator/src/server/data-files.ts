import { clusterOfAgent, renderKubeconfig } from '../clusters/kubeconfig.ts';
import type { DataFolder } from '../store/data-folder.ts';
import type { Store } from '../store/store.ts';

/** Files of the data folder that follow the state: `keys.json`, and `kubeconfig` once the server listens. */
export interface DataFiles {
  /** Where the server is reached. */
  listeningAt(url: string): void;
  /** Writes what changed. Resolves when it is on disk. */
  sync(): Promise<void>;
}

export function createDataFiles(store: Store, folder: Pick<DataFolder, 'write'>): DataFiles {
  let url: string | undefined;
  let last: { keys: unknown; machines: unknown; url: string | undefined } | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const now = { keys: store.all('MintedKeys'), machines: store.all('Machines'), url };
    if (last?.keys !== now.keys) await folder.write('keys.json', keysText(store));
    if (now.url !== undefined && (last?.machines !== now.machines || last.url !== now.url)) {
      await folder.write('kubeconfig', kubeconfigText(store, now.url));
    }
    last = now;
  }

  function isCurrent(): boolean {
    return (
      last !== undefined &&
      last.keys === store.all('MintedKeys') &&
      last.machines === store.all('Machines') &&
      last.url === url
    );
  }

  return {
    listeningAt(address) {
      url = address;
    },
    sync() {
      if (isCurrent()) return writing;
      writing = writing.then(write);
      return writing;
    },
  };
}

/** User name → key, for each user that the emulator made a key for. */
function keysText(store: Store): string {
  const keys = Object.fromEntries(store.all('MintedKeys').map(({ Username, Key }) => [Username, Key]));
  return `${JSON.stringify(keys, null, 2)}\n`;
}

/** One context for each cluster that an agent runs on. */
function kubeconfigText(store: Store, url: string): string {
  const clusters = store.all('Machines').flatMap(({ Endpoint }) => {
    const uri = Endpoint.TentacleEndpointConfiguration?.Uri;
    return Endpoint.CommunicationStyle === 'KubernetesTentacle' && uri ? [clusterOfAgent(uri)] : [];
  });
  const token = store.get('ClusterAccess', 'clusters')?.Token ?? '';
  return renderKubeconfig({ url, clusters: [...new Set(clusters)].sort(), token });
}
