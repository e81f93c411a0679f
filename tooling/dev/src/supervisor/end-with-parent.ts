// Loaded into every child before its own program. The channel closes when the supervisor is gone,
// however it went; the child is then asked to end, and ended when it takes too long.
const graceMs = 10_000

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), graceMs).unref()
})
// Listening for it must not keep a child alive that has nothing left to do.
process.channel?.unref()
