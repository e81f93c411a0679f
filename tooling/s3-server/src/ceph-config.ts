import { join } from 'node:path'

export type CephPlace = {
  readonly folder: string
  readonly clusterId: string
  readonly monitorPort: number
  readonly s3Port: number
}

const bytesKept = 2 * 1024 ** 3

/** The `ceph.conf` of a cluster of one: no authentication between its parts, everything on the
 *  loopback address, objects in memory. https://docs.ceph.com/en/latest/rados/configuration/ */
export function cephConfig({ folder, clusterId, monitorPort, s3Port }: CephPlace): string {
  const run = join(folder, 'run')
  const global = {
    fsid: clusterId,
    'mon host': `v1:127.0.0.1:${monitorPort}`,
    'public addr': '127.0.0.1',
    'auth cluster required': 'none',
    'auth service required': 'none',
    'auth client required': 'none',
    'mon allow pool size one': 'true',
    'mon data': join(folder, 'monitor'),
    'osd data': join(folder, 'objects'),
    'osd objectstore': 'memstore',
    'memstore device bytes': `${bytesKept}`,
    'osd pool default size': '1',
    'osd pool default min size': '1',
    'osd pool default pg num': '4',
    'osd crush chooseleaf type': '0',
    'run dir': run,
    'admin socket': join(run, '$name.asok'),
    'log file': join(run, '$name.log'),
    'pid file': '',
  }
  const gateway = {
    'rgw frontends': `beast endpoint=127.0.0.1:${s3Port}`,
    'rgw dns name': 'localhost',
  }
  return `[global]\n${lines(global)}\n[client.rgw]\n${lines(gateway)}\n`
}

function lines(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n')
}
