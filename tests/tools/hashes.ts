/** Prints the hash of every built-in scenario's recording. `HOST_SHIFT`: ms by which the host's clock is made to go wrong first. */
const shift = Number(process.env.HOST_SHIFT ?? 0);
const HostDate = Date;
globalThis.Date = new Proxy(HostDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [HostDate.now() + shift] : args, newTarget),
  get: (target, property) =>
    property === 'now' ? () => HostDate.now() + shift : Reflect.get(target, property),
});

const { simulate } = await import('../../src/simulator/index.ts');
const { scenarios } = await import('../../src/scenarios/index.ts');
for (const scenario of scenarios) {
  const copy = structuredClone(scenario);
  // Commands that look at the clock and at the dice.
  const spec = copy.repository.files['buildspec.yml'] ?? '';
  copy.repository.files['buildspec.yml'] = spec.replace(
    /( {2}build:\n {4}commands:\n)/,
    '$1      - date; date +%Z; touch new; ls -l new; echo $RANDOM; printf "%s\\n" "$(date +%s)"\n',
  );
  const recording = await simulate(copy);
  console.log(scenario.id, recording.hash, recording.outcome.commands.length);
}

export {};
