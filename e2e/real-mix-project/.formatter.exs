[
  inputs: ["*.exs", "{config,lib,priv,test}/**/*.{ex,exs}"]
]
