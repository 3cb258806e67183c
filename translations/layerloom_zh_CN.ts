<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Help</name>
    <message>
        <source>Add a layer (also: double-click on the empty canvas)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the list of layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut, copy, paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete; the neighbours are wired to each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back what the pointer is doing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the network into the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom; the wheel zooms under the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold and drag to move the view (also: middle button)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the selected layers; with Shift, further</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to add to the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train or pause, stop, one step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New, open, save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Augmentation %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no transform &quot;%1&quot;; remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no transform &quot;%1&quot;; did you mean &quot;%2&quot;?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no setting &quot;%2&quot;; remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the probability must be from 0 to 1, not %1; choose a value in that range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns the image about its centre by a random angle, either way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Degrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest angle, in either direction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be from %2 to %3, not %4; choose a value in that range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be more than %2, not %3; choose a larger value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be at least %2, not %3; choose a larger value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be at most %2, not %3; choose a smaller value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be a finite number, not %2; type one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be one or two whole numbers, not %2; type a number or a pair like 5×5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be a list of 1 to 16 whole numbers, not %2; type them like 1×28×28</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be two numbers, not %2; type them like 0.9, 0.999</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be one of %2, not %3; choose one of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be true or false, not %2; choose one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be a whole number, not %2; type one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be a number, not %2; type one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be a text, not %2; type one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be whole numbers, not %2; type them like 5×5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be %2; leave it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no data source &quot;%1&quot;; did you mean &quot;%2&quot;?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no data source &quot;%1&quot;; choose one of: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data source %1 has no setting &quot;%2&quot;; remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data source %1 takes nothing after a colon; write just %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing follows the colon of &quot;%1&quot;; write a path after it, or just %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to load %1; close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits that look handwritten, made by the program itself: 20 000 to train with and 4 000 to test with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another number writes other digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data source idx needs a folder with the four IDX files; write idx:FOLDER.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder %1; check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey images with classes from a folder of four IDX files, plain or gzip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds train-images-idx3-ubyte, train-labels-idx1-ubyte and the same two of t10k, each plain or with .gz.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 has no file %2 or %2.gz; copy it there or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has %2 bytes where an IDX header of %3 is expected; download or copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 begins with %2 where an IDX file of this kind has %3; check that it is the right file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 should have %2 bytes by its header but has %3; download or copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 says it holds %2 images of %3×%4 where at least one, of up to %5×%5, is expected; download or copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has %2 images but %3 has %4 labels; use two files that belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In %1 the images to train with are %2 but those to test with are %3; use files that belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In %1 a test label is %2 but the largest label to train with is %3; use files that belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MNIST was not found in %1; put train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte (each may be .gz) into one of them, name their folder as mnist:FOLDER, or use the source digits, which needs no download.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds %2 classes of %3 images where MNIST has %4 of %5; use the source idx for other data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits that people wrote: 60 000 to train with and 10 000 to test with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the four IDX files are; left empty, the data folders are searched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no layer type &quot;%1&quot;; replace this node by one from the palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no layer type &quot;%1&quot;; did you mean %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a node has no key &quot;%1&quot;; remove it, or move it into params</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one sample of its output %1 has more than %2 values; make the network smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has %1 parameters, more than the %2 a layer may have; make it smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network has no loss, so it cannot learn; add one at its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add %1 after %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network has no Input, so no data enters it; add one at its start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expects samples of %1, but the data are %2; set its shape to that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set shape to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert %1 with %2 outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gives %1 scores, but the data have %2 classes; give one score a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gives %1 scores, but the data have only %2 classes; the others never win</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a network has one loss, and %1 is it already; remove this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its output goes nowhere; lead it on or remove the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network is empty; add an Input, layers and a loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the data feed one Input, and %1 is it already; remove this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no setting &quot;%2&quot;; remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no setting &quot;%2&quot;; did you mean &quot;%3&quot;?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename it to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set %1 back to its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s weights need %1 MB, more than this machine can give; make it smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights have no %1, which the network needs; use weights of this network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights hold %1 as %2, but the network needs %3; use weights of this network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights hold %1, which the network does not have; use weights of this network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A batch of this network needs %1 MB of memory, but the machine has %2 MB; make the batch or %3, its largest layer, smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine has not enough free memory for this network; close other programs or make the batch smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lead %1 into %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the wire from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name &quot;%1&quot; must begin with a letter and hold only letters, digits and _, at most 64; rename the node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a wire leads to &quot;%1&quot;, which does not exist; remove the wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a wire leads to &quot;%1&quot;, which does not exist; did you mean %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lead it to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a loss and passes nothing on; remove the wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes no input; remove the wire from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two nodes are named %1; rename one of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no input %1; its inputs are numbered 0 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use input %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input %1 gets two wires, from %2 and from %3; remove one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no input; lead a wire into it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its input %1 has no wire; lead one into it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the wire from %1 closes a circle; a network must lead forward, so remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A wire needs a layer at both ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A layer cannot feed itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a loss and passes nothing on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes no input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no input %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 already feeds %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This input of %1 is already fed by %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That would close a circle; a network must lead forward.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file %1; check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 could not be read (%2); check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 has %2 bytes where at most %3 are expected; choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to read %1; close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gzip file %1 is damaged or was cut short; download or copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 could not be written (%2); check the folder&apos;s permissions and the free space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a folder where a file is expected; choose a file in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 could not be made (%2); check the path and its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is nested more than %1 levels deep, so it is not a file of Layerloom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; occurs twice in one object; remove one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has far more keys than a file of Layerloom can have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not UTF-8 text: line %1, column %2 holds a byte that cannot be; save it as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not complete JSON: it ends in the middle, at line %1, column %2; take the file from where it came once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not JSON: line %1, column %2 cannot be read; look for a missing comma, quote or bracket there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds a number that is too large to be one; write a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected an object, found %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected an object in braces, found %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected a text in quotes, found nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected a text in quotes, found %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected true or false, found %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected a number, found %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected a whole number from %2 to %3, found %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected a whole number from 0 to 18446744073709551615, found %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected a list in brackets, found %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected at most %2 entries, found %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected two numbers between -%2 and %2, found %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not a Layerloom project: it does not say &quot;format&quot;: &quot;layerloom&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was written by a newer Layerloom: its version is %1, and this program reads up to %2; update Layerloom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version: expected %1, found %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected an object with &quot;nodes&quot; and &quot;links&quot;, found nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds a run already; choose another folder, or resume that run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not the folder of a run: it has no run.json and project.loom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a state that this version can resume; start a new run from last.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; has no proper dtype, shape and data_offsets; the file is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; holds %2 numbers; expected F32 (or I64, I32): convert it, in PyTorch with .float().</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; lies at bytes %2 to %3, but the file has only %4; it is cut short or damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; is said to be %2 but takes %3 bytes; the file is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; begins at byte %2 where %3 was expected; the file is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensors take %1 bytes but the file has %2; the file is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not a safetensors file, or it is cut short: its header does not fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not a safetensors file: its header is not JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its __metadata__ is not made of texts; the file is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to read the tensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; is said to be %2 but has %3 values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to write the tensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all inputs must have the same shape, but %1 gives %2 and %3 gives %4; make the two branches agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds its inputs element by element, as a shortcut around layers does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in_channels is %1, but %2 channels arrive (%3 from %4); leave it out or make the layer before give %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let %1 follow its input (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>groups is %1, but it must divide both the %2 input channels and the %3 filters; choose a divisor of both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set groups to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pad %1 by %2, so that %3 arrive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 @ %2 · pad %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slides small filters over the image; each filter makes one channel of what it finds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of filters, which is the number of channels that come out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height and width of each filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stride</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the filter moves each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Padding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows and columns of zeros added around the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance between the pixels that a filter reads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splits channels and filters into groups that do not see each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds a learnable constant to each filter&apos;s channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follows from the input; if you give it, it must agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>follows the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs one score a class, but gets %1 from %2; end the network with a Linear layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert Flatten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How surprised the network is by the right class; takes one raw score (logit) a class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the target that is spread evenly over all classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While training, sets a random share of its inputs to zero and scales up the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the inputs that is set to zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start_dim is %1, but the input %2 has only axes 1 to %3; choose one of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set start_dim to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lays all values of a sample side by side in one row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first axis that is laid flat; the batch is axis 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the data enters: one sample has this shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes of one sample without the batch: channels, height and width of an image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense &amp; embedding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regularise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recurrent &amp; attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape &amp; merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs a flat input, but gets %1 from %2; insert a Flatten before it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in_features is %1, but %2 values arrive from %3; make %1 arrive or let it follow its input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every output is a weighted sum of all inputs, plus a bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of values that come out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds a learnable constant to each output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>padding %1 is more than half of kernel_size %2; make it at most %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set padding to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shrinks each channel: of every window only the largest value stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height and width of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the window moves each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows and columns added around the input, which never win.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps what is positive and sets the rest to zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs an image (channels × height × width), but gets %1 from %2; put this layer before the image is laid flat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kernel_size %1 is larger than its padded input %2; make it at most %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set kernel_size to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives every weight its own step size from the recent size of its gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far each step goes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Betas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long it remembers the gradient and its square.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the division away from zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulls all weights towards zero with this strength.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The learning rate stays the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s saved optimiser state has no %1 of %2 values; it belongs to another network. Start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no data source &quot;%1&quot;; choose one from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no data source &quot;%1&quot;; did you mean %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation_fraction must be from 0 to 0.9, not %1; choose a value in that range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no transform &quot;%1&quot;; remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no transform &quot;%1&quot;; did you mean %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the probability of a transform must be from 0 to 1, not %1; choose a value in that range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no optimiser &quot;%1&quot;; choose one from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no optimiser &quot;%1&quot;; did you mean %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no schedule &quot;%1&quot;; choose one from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no schedule &quot;%1&quot;; did you mean %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs must be from 1 to 1000000, not %1; choose a value in that range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch_size must be from 1 to 65536, not %1; choose a value in that range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient_clip_norm must be more than 0, not %1; choose a positive value or leave it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the project has a key &quot;%1&quot; that means nothing here; correct or remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>early stopping cannot watch &quot;%1&quot;; choose val_loss or val_accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>early stopping cannot watch &quot;%1&quot;; did you mean %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>early stopping watches %1, but no samples are kept for validation; keep some or watch loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a tenth for validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patience must be from 0 to 1000000, not %1; choose a value in that range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min_delta must be from 0 to 1000000, not %1; choose a value in that range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no training samples; choose other data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training diverged: the loss is no longer a number at step %1. Try a smaller learning rate than %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped early: %1 has not improved for %2 epochs; the best was epoch %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps against the gradient; momentum lets it keep its direction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the last step that goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dampening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share by which a new gradient counts less in the momentum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks ahead along the momentum before it corrects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the network sees every training sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples between two updates of the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same run, bit for bit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the samples in another order every epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortens the gradient of all weights to this length when it is longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figure that has to get better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs without a gain before training stops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller changes do not count as a gain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End with the weights of the best epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the training samples kept apart to check on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another seed keeps other samples apart.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wire layers into a neural network, watch it learn, draw a digit and be answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Layerloom</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::ActivationsPanel</name>
    <message>
        <source>Select a layer on the canvas to see what it makes of a sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to see of %1 yet. Train, or take one step, to fill it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 channels of %2×%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sample %1, a “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sample %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scale per channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the training sample before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the next training sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour every channel by its own lowest and highest value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations of the selected layer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::AugmentationCard</name>
    <message>
        <source>Probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this transform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply this transform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of images that it changes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::AugmentationPanel</name>
    <message>
        <source>Add %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While the network trains, training samples stand here as it gets them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training samples as the network gets them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add transform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change training images a little each time, so that the network learns what matters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every image is used as it is. A transform turns or shifts it a little each time the network sees it, which makes more of few samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training samples after augmentation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::Canvas</name>
    <message>
        <source>Canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network as a drawing. Tab adds a layer; arrow keys move the selected ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wire %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a wire</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::CanvasCommands</name>
    <message>
        <source>Cu&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D&amp;elete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add Layer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tidy Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit to Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Actual Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move %1 layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clipboard holds no layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::ChartExport</name>
    <message>
        <source>%1 could not be written: %2. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::DataPanel</name>
    <message>
        <source>Getting ready: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train %1 · validation %2 · test %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples appear here when training starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some training samples</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::Document</name>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::FileActions</name>
    <message>
        <source>&amp;Empty Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes to %1? Without saving they are lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layerloom projects (*.loom)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::Inspector</name>
    <message>
        <source>%1 layers selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::LineChart</name>
    <message>
        <source>train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train, every batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to zoom in, double-click to see everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train %1 · this batch %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation %1 after epoch %2 · the best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation %1 after epoch %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::MainMenus</name>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;rain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Project Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Pro&amp;blems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Layerloom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::MainWindow</name>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with a finished network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::MapsView</name>
    <message>
        <source>lowest of each channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highest of each channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>channel %1 · %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::Minimap</name>
    <message>
        <source>The whole network. Click to go there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview of the network</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::NodeForm</name>
    <message>
        <source>%1 parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfreeze %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer&apos;s name in files, messages and exports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep these weights as they are while training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::Palette</name>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search layers…  Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a part of a name; Enter adds the first one found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer of that name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::PaletteChip</name>
    <message>
        <source>Drag to the canvas, or double-click.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::ProbabilityBars</name>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::ProblemRow</name>
    <message>
        <source>Click to show %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step; undo takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::ProblemsPanel</name>
    <message>
        <source>No problems. What keeps the network from training will stand here, with ways out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And %1 more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::ProjectForm</name>
    <message>
        <source>Change the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network learns from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the weights follow their gradients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the learning rate moves while training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop when the figure that is watched gets no better.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::RenameField</name>
    <message>
        <source>A name has letters, digits and _, begins with a letter or _, and is at most 64 long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is taken; choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::SearchPopup</name>
    <message>
        <source>Search layers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers that can be added here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer fits here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer of that name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::SketchPanel</name>
    <message>
        <source>The pad draws pictures of %1. This network takes %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pad draws pictures of %1. Give the network one input of that shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw here. The network answers while the pen moves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing pad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network sees in the drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thin pen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium pen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thick pen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How thick the pen draws</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the strokes that the pen touches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last stroke (Ctrl+Z on the pad)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start with a clean pad (Esc on the pad)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::StatusChip</name>
    <message>
        <source>Drag a layer here, or press Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 per image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click for the list of problems.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::StatusLine</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 thread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved %1 s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved %1 min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the trainer does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worker threads and instruction set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom of the canvas</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::TrainingBar</name>
    <message>
        <source>%1 elapsed · %2 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause training (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on training (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train the network from fresh weights (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch %1 of %2 · batch %3 / %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 images/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished · epoch %1 of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End this run; its curves and weights stay (Shift+F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a single batch (F10)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::TrainingPanel</name>
    <message>
        <source>smoothing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 as PNG, SVG or CSV...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Train: the curves grow here while the network learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the noise between batches the strong curve leaves out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scale of the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a chart as a picture or its figures as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale of the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export charts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>loom::ui::WeightsHistogram</name>
    <message>
        <source>from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights, %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
