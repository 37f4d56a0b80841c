// Tells the page around a frame how high this one is, whenever that changes.
new ResizeObserver(() => {
  parent.postMessage({ "havering-safety-height": document.body.offsetHeight }, "*");
}).observe(document.body);
