// Saying a word takes no time here.
const cough = async () => {};

const speak = async (name, text) => {
  for (const word of text.split(" ")) {
    console.log(`${name}: ${word}`);
    await cough();
  }
};

const ada = speak("ada", "we agree");
const bob = speak("bob", "at last");
await ada;
await bob;
