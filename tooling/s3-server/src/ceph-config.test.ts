import { expect, test } from 'vitest'

import { cephConfig } from './ceph-config.ts'

test('a cluster listens on the loopback address only, and keeps to its folder', () => {
  const place = { folder: '/tmp/x', clusterId: 'id', monitorPort: 20_001, s3Port: 20_002 }
  const config = cephConfig(place)
  const lines = config.split('\n')
  expect(lines).toContain('mon host = v1:127.0.0.1:20001')
  expect(lines).toContain('rgw frontends = beast endpoint=127.0.0.1:20002')
  expect(lines).toContain('public addr = 127.0.0.1')
  const paths = config.match(/= \/\S+/g) ?? []
  expect(paths.length).toBeGreaterThan(3)
  for (const path of paths) expect(path).toMatch(/^= \/tmp\/x\//)
})
