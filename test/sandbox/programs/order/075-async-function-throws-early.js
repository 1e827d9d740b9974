// An async function runs to its first await at once, and never throws at its caller.
async function check(value) {
  console.log('checking', value);
  if (value < 0) throw new RangeError(`negative: ${value}`);
  return await value;
}
const settled = (name) => [(value) => console.log(name, value), (error) => console.log(name, error.message)];
check(-1).then(...settled('a'));
check(1).then(...settled('b'));
const withDefault = async (value = check(-2)) => value;
withDefault().then(...settled('c'));
(async ({ x }) => x)().catch((error) => console.log('d', error.name));
console.log('end');
