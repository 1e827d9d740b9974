// Only `return await` lets the `catch` and the `finally` of its own function see the rejection.
const fail = async (why) => {
  await null;
  throw new Error(why);
};
async function returns() {
  try {
    return fail('plain');
  } catch {
    console.log('never');
  } finally {
    console.log('plain: finally');
  }
}
async function awaits() {
  try {
    return await fail('awaited');
  } catch (error) {
    console.log('caught', error.message);
    return 'saved';
  } finally {
    console.log('awaited: finally');
  }
}
returns().catch((error) => console.log('outside', error.message));
awaits().then(console.log);
