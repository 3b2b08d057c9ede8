"""Wrong fragments of a spec, and the lines that they must get."""

# fragment => its replacement (|| ends a line), then line:column CODE path: what
CASES = r"""
seed = 0 => sead = 0
  2:1 NN012 sead: unknown key; did you mean "seed"?
seed = 0 => zzqq = 0
  2:1 NN012 zzqq: unknown key; known are {top}
"x" => "x"||"a.b" = 1
  2:1 NN012 "a.b": unknown key; known are {top}
"relu" => { type = "relu", x = 1 }
  12:31 NN012 layers[0].activation.x: unknown key; known are type
"relu" => "relu"||kernel_initializer = { type = "normal", stdev = 0.1 }
  13:41 NN012 layers[0].kernel_initializer.stdev: unknown key; did you mean "stddev"?
samples = 5 => sample = 5
  6:1 NN012 data.sample: unknown key; did you mean "samples"?
type = "sgd" => typ = "sgd"
  23:1 NN012 optimizer.typ: unknown key; did you mean "type"?
"relu" => "relu"||kernel_initializer = { type = "constant", valeu = 0 }
  13:43 NN012 layers[0].kernel_initializer.valeu: unknown key; did you mean "value"?
samples = 5 => samples = 0
  6:11 NN014 data.samples: 0 is out of bounds; it must be at least 1
= 1.0 => = 0
  24:17 NN014 optimizer.learning_rate: 0 is out of bounds; it must be greater than 0
= 1.0 => = 1001
  24:17 NN014 optimizer.learning_rate: 1001 is out of bounds; it must be at most 1000
= 1.0 => = 1.0||momentum = 1.0
  25:12 NN014 optimizer.momentum: 1.0 is out of bounds; it must be less than 1
samples = 5 => samples = 5.0
  6:11 NN013 data.samples: 5.0 is not a whole number
samples = 5 => samples = true
  6:11 NN013 data.samples: true is not a whole number
= 1.0 => = true
  24:17 NN013 optimizer.learning_rate: true is not a number
= 1.0 => = "1.0"
  24:17 NN013 optimizer.learning_rate: "1.0" is not a number
"relu" => "relu"||use_bias = 1
  13:12 NN013 layers[0].use_bias: 1 is not true or false
name = "x" => name = 3
  1:8 NN013 name: 3 is not text
"relu" => "rely"
  12:14 NN015 layers[0].activation: "rely" is not known here
    did you mean "relu"? one of {functions}
"relu" => "relu"||bias_initializer = "zeroes"
  13:20 NN015 layers[0].bias_initializer: "zeroes" is not known here
    did you mean "zeros"? one of {initializers}
"x" => "x"||numerics = { rng = "pcg64", dtype = "float16" }
  2:37 NN015 numerics.dtype: "float16" is not known here
    did you mean "float64"? one of float32, float64
"x" => "x\n"
  1:8 NN021 name: "x\n" cannot name a script
    a name is a small letter, then small letters, digits, - and _
samples = 5 => samples = 0||sample = 5||"\n" = 1
  6:11 NN014 data.samples: 0 is out of bounds; it must be at least 1
  7:1 NN012 data.sample: unknown key; did you mean "samples"?
  8:1 NN012 data."\n": unknown key; known are type, targets, class_map, samples, classes
"sgd" => "adam"
  23:8 NN015 optimizer.type: "adam" is not known here; one of {optimizers}
epochs = 3 => epochs = 3||metrics = ["acc"]
  28:12 NN015 training.metrics[0]: "acc" is not known here; one of {metrics}
epochs = 3 => epochs = 3||metrics = ["accuracy", { type = "acuracy" }]
  28:33 NN015 training.metrics[1].type: "acuracy" is not known here
    did you mean "accuracy"? one of {metrics}
epochs = 3 => epochs = 3||metrics = "accuracy"
  28:11 NN013 training.metrics: "accuracy" is not an array; write ["accuracy"]
"relu" => ["relu"]
  12:14 NN013 layers[0].activation: ["relu"] is not a table
samples = 5 => #
  4:1 NN011 data.samples: missing key; write samples = ...
type = "spiral" => #
  4:1 NN011 data.type: missing key; write type = "..."
type = "dense" => #
  9:1 NN011 layers[0].type: missing key; write type = "..."
type = "sgd" => #
  22:1 NN011 optimizer.type: missing key; write type = ...
"spiral" => "spirl"
  5:8 NN015 data.type: "spirl" is not known here
    did you mean "spiral"? one of {data}
"dense" => "dence"
  10:8 NN015 layers[0].type: "dence" is not known here
    did you mean "dense"? one of {layers}
"relu" => { type = "rely" }
  12:23 NN015 layers[0].activation.type: "rely" is not known here
    did you mean "relu"? one of {functions}
type = "spiral" => typ = "spiral"
  5:1 NN012 data.typ: unknown key; did you mean "type"?
"relu" => { tipe = "relu" }
  12:16 NN012 layers[0].activation.tipe: unknown key; did you mean "type"?
"relu" => "relu"||kernel_initializer = "constant"
  13:22 NN011 layers[0].kernel_initializer.value: missing key
    write { type = "constant", value = ... }
"relu" => "relu"||kernel_initializer = { type = "normal", stddev = nan }
  13:50 NN013 layers[0].kernel_initializer.stddev: nan is not a finite number
seed = 0 => seed = 1979-05-27
  2:8 NN013 seed: 1979-05-27 is not a whole number
"""
