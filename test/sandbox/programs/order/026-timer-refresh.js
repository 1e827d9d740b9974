// `refresh` begins the duration anew.
const first = setTimeout(() => console.log('first, 20 after its refresh'), 20);
const second = setTimeout(() => console.log('second, never refreshed'), 20);
setTimeout(() => console.log('third, refreshed at once'), 20).refresh();
setTimeout(() => {
  console.log('refreshing');
  console.log(first.refresh() === first, second.hasRef());
}, 5);
