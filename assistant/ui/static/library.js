// The Library tab: sends dropped or chosen files to the server one by one. The server reports their
// progress; this script reports only files that did not reach it.
const zone = element.querySelector(".dl-drop");
const field = element.querySelector("input[type=file]");
const notice = element.querySelector("[role=alert]");
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const refused = async (answer) => {
  const problem = await answer.json().catch(() => ({}));
  return problem.detail || `The server answered ${answer.status}`;
};

const sent = async (address, file) => {
  for (;;) {
    const answer = await fetch(address, {
      method: "PUT", body: file, headers: {"Content-Type": "application/octet-stream"},
    });
    if (answer.ok) return;
    if (answer.status !== 429) throw new Error(await refused(answer));
    await pause(Number(answer.headers.get("Retry-After")) || 1);
  }
};

const add = async (files) => {
  notice.textContent = "";
  if (!files.length) return;
  const names = files.map((file) => ({name: file.webkitRelativePath || file.name, size: file.size}));
  const answer = await fetch("/additions", {
    method: "POST", body: JSON.stringify({files: names}), headers: {"Content-Type": "application/json"},
  });
  if (!answer.ok) throw new Error(await refused(answer));
  const {id, awaited} = await answer.json();
  trigger("begun", {id});
  for (const number of awaited) {
    // A folder among the files cannot be read; the rest are sent nevertheless.
    await sent(`/additions/${id}/${number}`, files[number]).catch((error) => {
      notice.textContent = `${files[number].name}: ${error.message}`;
    });
  }
};

const begin = (files) => add([...files]).catch((error) => { notice.textContent = error.message; });

field.addEventListener("change", () => { begin(field.files); field.value = ""; });
for (const name of ["dragenter", "dragover"]) {
  zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
}
for (const name of ["dragleave", "drop"]) {
  zone.addEventListener(name, () => zone.classList.remove("over"));
}
zone.addEventListener("drop", (event) => { event.preventDefault(); begin(event.dataTransfer.files); });
