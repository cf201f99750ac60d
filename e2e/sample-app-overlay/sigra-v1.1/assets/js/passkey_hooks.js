export const PasskeyAssert = {
  mounted() {
    this.el.addEventListener("click", () => assertPasskey(this.el.dataset.path));
  },
};

async function assertPasskey(path) {
  const options = await (await fetch(path)).json();
  const credential = await navigator.credentials.get({ publicKey: options });
  await fetch(path, { method: "POST", body: JSON.stringify({ credential }) });
}
