<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Help</name>
    <message>
        <source>Add a layer (also: double-click on the empty canvas)</source>
        <translation>添加层（也可双击画布空白处）</translation>
    </message>
    <message>
        <source>Search the list of layers</source>
        <translation>搜索层列表</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut, copy, paste</source>
        <translation>剪切、复制、粘贴</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Delete; the neighbours are wired to each other</source>
        <translation>删除，并将前后的层相连</translation>
    </message>
    <message>
        <source>Take back what the pointer is doing</source>
        <translation>取消正在进行的鼠标操作</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation>整理布局</translation>
    </message>
    <message>
        <source>Fit the network into the window</source>
        <translation>使网络适应窗口大小</translation>
    </message>
    <message>
        <source>Zoom; the wheel zooms under the pointer</source>
        <translation>缩放；滚轮以指针处为中心缩放</translation>
    </message>
    <message>
        <source>Hold and drag to move the view (also: middle button)</source>
        <translation>按住并拖动以移动视图（也可用鼠标中键）</translation>
    </message>
    <message>
        <source>Hold to add to the selection</source>
        <translation>按住以添加到选择</translation>
    </message>
    <message>
        <source>Train or pause, stop, one step</source>
        <translation>训练或暂停、停止、单步</translation>
    </message>
    <message>
        <source>New, open, save</source>
        <translation>新建、打开、保存</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Wire layers into a neural network, watch it learn, draw a digit and be answered.</source>
        <translation>把层连成神经网络，看它学习，再画一个数字让它辨认。</translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0.</source>
        <translation>自由软件，采用 Apache License 2.0 许可证。</translation>
    </message>
    <message>
        <source>About Layerloom</source>
        <translation>关于 Layerloom</translation>
    </message>
    <message>
        <source>Walk along the wires; with Shift, add to the selection</source>
        <translation>沿连线移动选择；按住 Shift 则加入选择</translation>
    </message>
    <message>
        <source>To the settings of the layer; opens a folded block</source>
        <translation>转到该层的设置；展开折叠的块</translation>
    </message>
    <message>
        <source>Move the selected layers; with Shift as well, further</source>
        <translation>移动所选的层；再按住 Shift 移动更远</translation>
    </message>
    <message>
        <source>Group into a block, ungroup, fold or open</source>
        <translation>编组为块、取消编组、折叠或展开</translation>
    </message>
    <message>
        <source>Bypass: the input passes unchanged</source>
        <translation>旁路：输入原样通过</translation>
    </message>
    <message>
        <source>Write a note on the canvas</source>
        <translation>在画布上写注释</translation>
    </message>
    <message>
        <source>Hold to drag without grid and guides</source>
        <translation>按住可不受网格和参考线约束地拖动</translation>
    </message>
    <message>
        <source>Copy the network as a picture</source>
        <translation>将网络复制为图片</translation>
    </message>
    <message>
        <source>Zoom to what is selected</source>
        <translation>缩放到所选内容</translation>
    </message>
    <message>
        <source>Wire two selected layers to each other, or unwire them</source>
        <translation>把选中的两层相连，或断开它们</translation>
    </message>
    <message>
        <source>To the next part of the window, or the one before; Tab goes on within it, and Ctrl+Tab leaves the canvas</source>
        <translation>到窗口的下一部分或上一部分；Tab 在其中继续，Ctrl+Tab 离开画布</translation>
    </message>
    <message>
        <source>Move a step of the augmentation up or down</source>
        <translation>将数据增强的一个步骤上移或下移</translation>
    </message>
    <message>
        <source>On the pad: eraser or pen; Esc clears it, Ctrl+V pastes a picture</source>
        <translation>在画板上：橡皮或笔；Esc 清空，Ctrl+V 粘贴图片</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Augmentation %1: %2</source>
        <translation>第 %1 个数据增强变换：%2</translation>
    </message>
    <message>
        <source>there is no transform &quot;%1&quot;; remove it.</source>
        <translation>没有变换“%1”；请删除它。</translation>
    </message>
    <message>
        <source>there is no transform &quot;%1&quot;; did you mean &quot;%2&quot;?</source>
        <translation>没有变换“%1”；是不是“%2”？</translation>
    </message>
    <message>
        <source>%1 has no setting &quot;%2&quot;; remove it.</source>
        <translation>%1 没有设置项“%2”；请删除它。</translation>
    </message>
    <message>
        <source>the probability must be from 0 to 1, not %1; choose a value in that range.</source>
        <translation>概率应在 0 到 1 之间，现为 %1；请选择此范围内的值。</translation>
    </message>
    <message>
        <source>Turns the image about its centre by a random angle, either way.</source>
        <translation>将图像绕中心向任一方向旋转随机角度。</translation>
    </message>
    <message>
        <source>Degrees</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>The largest angle, in either direction.</source>
        <translation>向任一方向旋转的最大角度。</translation>
    </message>
    <message>
        <source>%1 must be from %2 to %3, not %4; choose a value in that range</source>
        <translation>%1 应在 %2 到 %3 之间，现为 %4；请选择此范围内的值</translation>
    </message>
    <message>
        <source>%1 must be more than %2, not %3; choose a larger value</source>
        <translation>%1 应大于 %2，现为 %3；请选择更大的值</translation>
    </message>
    <message>
        <source>%1 must be at least %2, not %3; choose a larger value</source>
        <translation>%1 应不小于 %2，现为 %3；请选择更大的值</translation>
    </message>
    <message>
        <source>%1 must be at most %2, not %3; choose a smaller value</source>
        <translation>%1 应不大于 %2，现为 %3；请选择更小的值</translation>
    </message>
    <message>
        <source>%1 must be a finite number, not %2; type one</source>
        <translation>%1 应为有限的数，现为 %2；请重新输入</translation>
    </message>
    <message>
        <source>%1 must be one or two whole numbers, not %2; type a number or a pair like 5×5</source>
        <translation>%1 应为一个或两个整数，现为 %2；请输入一个数，或如 5×5 的一对数</translation>
    </message>
    <message>
        <source>%1 must be a list of 1 to 16 whole numbers, not %2; type them like 1×28×28</source>
        <translation>%1 应为 1 到 16 个整数，现为 %2；请按 1×28×28 的形式输入</translation>
    </message>
    <message>
        <source>%1 must be two numbers, not %2; type them like 0.9, 0.999</source>
        <translation>%1 应为两个数，现为 %2；请按 0.9, 0.999 的形式输入</translation>
    </message>
    <message>
        <source>%1 must be one of %2, not %3; choose one of them</source>
        <translation>%1 应为 %2 之一，现为 %3；请从中选择</translation>
    </message>
    <message>
        <source>%1 must be true or false, not %2; choose one</source>
        <translation>%1 应为 true 或 false，现为 %2；请选择其一</translation>
    </message>
    <message>
        <source>%1 must be a whole number, not %2; type one</source>
        <translation>%1 应为整数，现为 %2；请重新输入</translation>
    </message>
    <message>
        <source>%1 must be a number, not %2; type one</source>
        <translation>%1 应为数，现为 %2；请重新输入</translation>
    </message>
    <message>
        <source>%1 must be a text, not %2; type one</source>
        <translation>%1 应为文本，现为 %2；请重新输入</translation>
    </message>
    <message>
        <source>%1 must be whole numbers, not %2; type them like 5×5</source>
        <translation>%1 应为整数，现为 %2；请按 5×5 的形式输入</translation>
    </message>
    <message>
        <source>%1 cannot be %2; leave it out</source>
        <translation>%1 不能为 %2；请留空</translation>
    </message>
    <message>
        <source>There is no data source &quot;%1&quot;; did you mean &quot;%2&quot;?</source>
        <translation>没有数据源“%1”；是不是“%2”？</translation>
    </message>
    <message>
        <source>There is no data source &quot;%1&quot;; choose one of: %2.</source>
        <translation>没有数据源“%1”；请从中选择：%2。</translation>
    </message>
    <message>
        <source>The data source %1 has no setting &quot;%2&quot;; remove it.</source>
        <translation>数据源 %1 没有设置项“%2”；请删除它。</translation>
    </message>
    <message>
        <source>Nothing follows the colon of &quot;%1&quot;; write a path after it, or just %2.</source>
        <translation>“%1”的冒号后没有内容；请在后面写上路径，或只写 %2。</translation>
    </message>
    <message>
        <source>There is not enough memory to load %1; close other programs and try again.</source>
        <translation>内存不足，无法加载 %1；请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>Digits that look handwritten, made by the program itself: 20 000 to train with and 4 000 to test with.</source>
        <translation>由程序生成的仿手写数字：20 000 个用于训练，4 000 个用于测试。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Another number writes other digits.</source>
        <translation>换一个种子会生成另一批数字。</translation>
    </message>
    <message>
        <source>The data source idx needs a folder with the four IDX files; write idx:FOLDER.</source>
        <translation>数据源 idx 需要一个含有四个 IDX 文件的文件夹；请写成“idx:文件夹”。</translation>
    </message>
    <message>
        <source>There is no folder %1; check the path.</source>
        <translation>没有文件夹 %1；请检查路径。</translation>
    </message>
    <message>
        <source>Grey images with classes from a folder of four IDX files, plain or gzip.</source>
        <translation>从含有四个 IDX 文件（原始或 gzip 压缩）的文件夹读取带类别的灰度图像。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Holds train-images-idx3-ubyte, train-labels-idx1-ubyte and the same two of t10k, each plain or with .gz.</source>
        <translation>其中有 train-images-idx3-ubyte、train-labels-idx1-ubyte 以及 t10k 的同样两个文件，均可带 .gz 后缀。</translation>
    </message>
    <message>
        <source>The folder %1 has no file %2 or %2.gz; copy it there or choose another folder.</source>
        <translation>文件夹 %1 中没有文件 %2 或 %2.gz；请将其复制到该处，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>%1 has %2 bytes where an IDX header of %3 is expected; download or copy it again.</source>
        <translation>%1 有 %2 字节，而 IDX 文件头应有 %3 字节；请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 begins with %2 where an IDX file of this kind has %3; check that it is the right file.</source>
        <translation>%1 以 %2 开头，而此类 IDX 文件应以 %3 开头；请检查文件是否正确。</translation>
    </message>
    <message>
        <source>%1 should have %2 bytes by its header but has %3; download or copy it again.</source>
        <translation>按文件头，%1 应有 %2 字节，实际有 %3 字节；请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 says it holds %2 images of %3×%4 where at least one, of up to %5×%5, is expected; download or copy it again.</source>
        <translation>%1 标明含有 %2 张 %3×%4 的图像，但应至少有一张，且不超过 %5×%5；请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 has %2 images but %3 has %4 labels; use two files that belong together.</source>
        <translation>%1 有 %2 张图像，而 %3 有 %4 个标签；请使用配套的两个文件。</translation>
    </message>
    <message>
        <source>In %1 the images to train with are %2 but those to test with are %3; use files that belong together.</source>
        <translation>%1 中训练图像为 %2，测试图像为 %3；请使用配套的文件。</translation>
    </message>
    <message>
        <source>In %1 a test label is %2 but the largest label to train with is %3; use files that belong together.</source>
        <translation>%1 中有测试标签为 %2，而训练标签最大为 %3；请使用配套的文件。</translation>
    </message>
    <message>
        <source>MNIST was not found in %1; put train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte (each may be .gz) into one of them, name their folder as mnist:FOLDER, or use the source digits, which needs no download.</source>
        <translation>在 %1 中没有找到 MNIST；请将 train-images-idx3-ubyte、train-labels-idx1-ubyte、t10k-images-idx3-ubyte 和 t10k-labels-idx1-ubyte（均可带 .gz 后缀）放入其中一处，或以“mnist:文件夹”指定其位置，也可使用无需下载的数据源 digits。</translation>
    </message>
    <message>
        <source>%1 holds %2 classes of %3 images where MNIST has %4 of %5; use the source idx for other data.</source>
        <translation>%1 含有 %2 个类别的 %3 图像，而 MNIST 为 %4 个类别的 %5 图像；其他数据请使用数据源 idx。</translation>
    </message>
    <message>
        <source>Digits that people wrote: 60 000 to train with and 10 000 to test with.</source>
        <translation>真人手写的数字：60 000 个用于训练，10 000 个用于测试。</translation>
    </message>
    <message>
        <source>Where the four IDX files are; left empty, the data folders are searched.</source>
        <translation>四个 IDX 文件的位置；留空则在数据文件夹中查找。</translation>
    </message>
    <message>
        <source>there is no layer type &quot;%1&quot;; replace this node by one from the palette</source>
        <translation>没有层类型“%1”；请换成层列表中的层</translation>
    </message>
    <message>
        <source>there is no layer type &quot;%1&quot;; did you mean %2?</source>
        <translation>没有层类型“%1”；是不是 %2？</translation>
    </message>
    <message>
        <source>a node has no key &quot;%1&quot;; remove it, or move it into params</source>
        <translation>节点没有键“%1”；请删除它，或移到 params 中</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>one sample of its output %1 has more than %2 values; make the network smaller</source>
        <translation>单个样本的输出 %1 超过 %2 个值；请减小网络</translation>
    </message>
    <message>
        <source>has %1 parameters, more than the %2 a layer may have; make it smaller</source>
        <translation>有 %1 个参数，超过单层上限 %2；请减小这一层</translation>
    </message>
    <message>
        <source>the network has no loss, so it cannot learn; add one at its end</source>
        <translation>网络没有损失函数，无法学习；请在末尾添加一个</translation>
    </message>
    <message>
        <source>Add %1 after %2</source>
        <translation>在 %2 之后添加 %1</translation>
    </message>
    <message>
        <source>the network has no Input, so no data enters it; add one at its start</source>
        <translation>网络没有 Input，数据无法进入；请在开头添加一个</translation>
    </message>
    <message>
        <source>Add an Input</source>
        <translation>添加 Input</translation>
    </message>
    <message>
        <source>expects samples of %1, but the data are %2; set its shape to that</source>
        <translation>样本形状设为 %1，但数据为 %2；请按数据设置形状</translation>
    </message>
    <message>
        <source>Set shape to %1</source>
        <translation>将形状设为 %1</translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3</source>
        <translation>将 %2 的 %1 设为 %3</translation>
    </message>
    <message>
        <source>Insert %1 with %2 outputs</source>
        <translation>插入输出数为 %2 的 %1</translation>
    </message>
    <message>
        <source>gives %1 scores, but the data have %2 classes; give one score a class</source>
        <translation>输出 %1 个得分，但数据有 %2 个类别；请让每个类别对应一个得分</translation>
    </message>
    <message>
        <source>gives %1 scores, but the data have only %2 classes; the others never win</source>
        <translation>输出 %1 个得分，但数据只有 %2 个类别；多出的得分没有对应的类别</translation>
    </message>
    <message>
        <source>a network has one loss, and %1 is it already; remove this one</source>
        <translation>网络只能有一个损失函数，已有 %1；请删除这一个</translation>
    </message>
    <message>
        <source>its output goes nowhere; lead it on or remove the layer</source>
        <translation>输出没有连到任何层；请连到其他层，或删除这一层</translation>
    </message>
    <message>
        <source>the network is empty; add an Input, layers and a loss</source>
        <translation>网络是空的；请添加 Input、若干层和损失函数</translation>
    </message>
    <message>
        <source>the data feed one Input, and %1 is it already; remove this one</source>
        <translation>数据只能送入一个 Input，已有 %1；请删除这一个</translation>
    </message>
    <message>
        <source>%1 has no setting &quot;%2&quot;; remove it</source>
        <translation>%1 没有设置项“%2”；请删除它</translation>
    </message>
    <message>
        <source>%1 has no setting &quot;%2&quot;; did you mean &quot;%3&quot;?</source>
        <translation>%1 没有设置项“%2”；是不是“%3”？</translation>
    </message>
    <message>
        <source>Rename it to %1</source>
        <translation>重命名为 %1</translation>
    </message>
    <message>
        <source>Set %1 to %2</source>
        <translation>将 %1 设为 %2</translation>
    </message>
    <message>
        <source>Set %1 back to its default</source>
        <translation>将 %1 恢复为默认值</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>改用 %1</translation>
    </message>
    <message>
        <source>The weights have no %1, which the network needs; use weights of this network.</source>
        <translation>权重中缺少网络需要的 %1；请使用此网络的权重。</translation>
    </message>
    <message>
        <source>The weights hold %1 as %2, but the network needs %3; use weights of this network.</source>
        <translation>权重中的 %1 为 %2，而网络需要 %3；请使用此网络的权重。</translation>
    </message>
    <message>
        <source>The weights hold %1, which the network does not have; use weights of this network.</source>
        <translation>权重中有 %1，而网络中没有；请使用此网络的权重。</translation>
    </message>
    <message>
        <source>The machine has not enough free memory for this network; close other programs or make the batch smaller.</source>
        <translation>本机空闲内存不足以运行此网络；请关闭其他程序，或减小批大小。</translation>
    </message>
    <message>
        <source>Lead %1 into %2</source>
        <translation>将 %1 连到 %2</translation>
    </message>
    <message>
        <source>Remove the wire from %1</source>
        <translation>删除来自 %1 的连线</translation>
    </message>
    <message>
        <source>the name &quot;%1&quot; must begin with a letter and hold only letters, digits and _, at most 64; rename the node</source>
        <translation>名称“%1”应以字母开头，只含字母、数字和 _，最多 64 个字符；请重命名节点</translation>
    </message>
    <message>
        <source>a wire leads to &quot;%1&quot;, which does not exist; remove the wire</source>
        <translation>有连线连到不存在的“%1”；请删除这条连线</translation>
    </message>
    <message>
        <source>a wire leads to &quot;%1&quot;, which does not exist; did you mean %2?</source>
        <translation>有连线连到不存在的“%1”；是不是 %2？</translation>
    </message>
    <message>
        <source>Lead it to %1</source>
        <translation>改连到 %1</translation>
    </message>
    <message>
        <source>Remove the wire</source>
        <translation>删除连线</translation>
    </message>
    <message>
        <source>%1 is a loss and passes nothing on; remove the wire</source>
        <translation>%1 是损失函数，没有输出；请删除这条连线</translation>
    </message>
    <message>
        <source>%1 takes no input; remove the wire from %2</source>
        <translation>%1 不接受输入；请删除来自 %2 的连线</translation>
    </message>
    <message>
        <source>two nodes are named %1; rename one of them</source>
        <translation>有两个节点都名为 %1；请重命名其中一个</translation>
    </message>
    <message>
        <source>Use input %1</source>
        <translation>改用输入 %1</translation>
    </message>
    <message>
        <source>input %1 gets two wires, from %2 and from %3; remove one</source>
        <translation>输入 %1 有两条连线，来自 %2 和 %3；请删除一条</translation>
    </message>
    <message>
        <source>has no input; lead a wire into it</source>
        <translation>没有输入；请接入一条连线</translation>
    </message>
    <message>
        <source>its input %1 has no wire; lead one into it</source>
        <translation>输入 %1 没有连线；请接入一条连线</translation>
    </message>
    <message>
        <source>the wire from %1 closes a circle; a network must lead forward, so remove it</source>
        <translation>来自 %1 的连线形成了环；网络只能向前连接，请删除它</translation>
    </message>
    <message>
        <source>A wire needs a layer at both ends.</source>
        <translation>连线的两端都要有层。</translation>
    </message>
    <message>
        <source>A layer cannot feed itself.</source>
        <translation>层不能连到自身。</translation>
    </message>
    <message>
        <source>%1 is a loss and passes nothing on.</source>
        <translation>%1 是损失函数，没有输出。</translation>
    </message>
    <message>
        <source>%1 takes no input.</source>
        <translation>%1 不接受输入。</translation>
    </message>
    <message>
        <source>%1 has no input %2.</source>
        <translation>%1 没有输入 %2。</translation>
    </message>
    <message>
        <source>%1 already feeds %2.</source>
        <translation>%1 已经连到 %2。</translation>
    </message>
    <message>
        <source>This input of %1 is already fed by %2.</source>
        <translation>%2 已经连到 %1 的这个输入。</translation>
    </message>
    <message>
        <source>That would close a circle; a network must lead forward.</source>
        <translation>这样会形成环；网络只能向前连接。</translation>
    </message>
    <message>
        <source>There is no file %1; check the path.</source>
        <translation>没有文件 %1；请检查路径。</translation>
    </message>
    <message>
        <source>The file %1 could not be read (%2); check its permissions.</source>
        <translation>无法读取文件 %1（%2）；请检查其权限。</translation>
    </message>
    <message>
        <source>The file %1 has %2 bytes where at most %3 are expected; choose another file.</source>
        <translation>文件 %1 有 %2 字节，而上限为 %3 字节；请选择其他文件。</translation>
    </message>
    <message>
        <source>There is not enough memory to read %1; close other programs and try again.</source>
        <translation>内存不足，无法读取 %1；请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>The gzip file %1 is damaged or was cut short; download or copy it again.</source>
        <translation>gzip 文件 %1 已损坏或不完整；请重新下载或复制。</translation>
    </message>
    <message>
        <source>The file %1 could not be written (%2); check the folder&apos;s permissions and the free space.</source>
        <translation>无法写入文件 %1（%2）；请检查文件夹的权限和剩余空间。</translation>
    </message>
    <message>
        <source>%1 is a folder where a file is expected; choose a file in it.</source>
        <translation>%1 是文件夹，而此处需要文件；请选择其中的文件。</translation>
    </message>
    <message>
        <source>The folder %1 could not be made (%2); check the path and its permissions.</source>
        <translation>无法创建文件夹 %1（%2）；请检查路径及其权限。</translation>
    </message>
    <message>
        <source>It is nested more than %1 levels deep, so it is not a file of Layerloom.</source>
        <translation>嵌套超过 %1 层，不是 Layerloom 的文件。</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; occurs twice in one object; remove one of the two.</source>
        <translation>键“%1”在同一个对象中出现两次；请删除其中一个。</translation>
    </message>
    <message>
        <source>It has far more keys than a file of Layerloom can have.</source>
        <translation>键的数量远超 Layerloom 文件的上限。</translation>
    </message>
    <message>
        <source>It is not UTF-8 text: line %1, column %2 holds a byte that cannot be; save it as UTF-8.</source>
        <translation>不是 UTF-8 文本：第 %1 行第 %2 列有无效字节；请以 UTF-8 编码保存。</translation>
    </message>
    <message>
        <source>It is not complete JSON: it ends in the middle, at line %1, column %2; take the file from where it came once more.</source>
        <translation>JSON 不完整：在第 %1 行第 %2 列中断；请重新获取该文件。</translation>
    </message>
    <message>
        <source>It is not JSON: line %1, column %2 cannot be read; look for a missing comma, quote or bracket there.</source>
        <translation>不是 JSON：第 %1 行第 %2 列无法读取；请检查该处是否缺少逗号、引号或括号。</translation>
    </message>
    <message>
        <source>The file is empty; choose another one.</source>
        <translation>文件是空的；请选择另一个文件。</translation>
    </message>
    <message>
        <source>It holds a number that is too large to be one; write a smaller one.</source>
        <translation>其中有一个数过大，无法表示；请改小。</translation>
    </message>
    <message>
        <source>There is not enough memory to read it.</source>
        <translation>内存不足，无法读取。</translation>
    </message>
    <message>
        <source>%1: expected an object, found %2.</source>
        <translation>%1：应为对象，实际为 %2。</translation>
    </message>
    <message>
        <source>Expected an object in braces, found %1.</source>
        <translation>应为花括号中的对象，实际为 %1。</translation>
    </message>
    <message>
        <source>%1: expected a text in quotes, found nothing.</source>
        <translation>%1：应为引号中的文本，但缺少内容。</translation>
    </message>
    <message>
        <source>%1: expected a text in quotes, found %2.</source>
        <translation>%1：应为引号中的文本，实际为 %2。</translation>
    </message>
    <message>
        <source>%1: expected true or false, found %2.</source>
        <translation>%1：应为 true 或 false，实际为 %2。</translation>
    </message>
    <message>
        <source>%1: expected a number, found %2.</source>
        <translation>%1：应为数，实际为 %2。</translation>
    </message>
    <message>
        <source>%1: expected a whole number from %2 to %3, found %4.</source>
        <translation>%1：应为 %2 到 %3 之间的整数，实际为 %4。</translation>
    </message>
    <message>
        <source>%1: expected a whole number from 0 to 18446744073709551615, found %2.</source>
        <translation>%1：应为 0 到 18446744073709551615 之间的整数，实际为 %2。</translation>
    </message>
    <message>
        <source>%1: expected a list in brackets, found %2.</source>
        <translation>%1：应为方括号中的列表，实际为 %2。</translation>
    </message>
    <message>
        <source>%1: expected at most %2 entries, found %3.</source>
        <translation>%1：最多应有 %2 项，实际有 %3 项。</translation>
    </message>
    <message>
        <source>%1: expected two numbers between -%2 and %2, found %3.</source>
        <translation>%1：应为 -%2 到 %2 之间的两个数，实际为 %3。</translation>
    </message>
    <message>
        <source>It is not a Layerloom project: it does not say &quot;format&quot;: &quot;layerloom&quot;.</source>
        <translation>不是 Layerloom 项目：其中没有 &quot;format&quot;: &quot;layerloom&quot;。</translation>
    </message>
    <message>
        <source>It was written by a newer Layerloom: its version is %1, and this program reads up to %2; update Layerloom.</source>
        <translation>由更新版本的 Layerloom 写入：格式版本为 %1，本程序最高支持 %2；请更新 Layerloom。</translation>
    </message>
    <message>
        <source>%1: expected an object with &quot;nodes&quot; and &quot;links&quot;, found nothing.</source>
        <translation>%1：应为含有 &quot;nodes&quot; 和 &quot;links&quot; 的对象，但缺少内容。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>%1 holds a run already; choose another folder, or resume that run.</source>
        <translation>%1 中已有一次训练；请选择其他文件夹，或继续那次训练。</translation>
    </message>
    <message>
        <source>%1 is not the folder of a run: it has no run.json and project.loom.</source>
        <translation>%1 不是训练文件夹：其中没有 run.json 和 project.loom。</translation>
    </message>
    <message>
        <source>%1 is not a state that this version can resume; start a new run from last.safetensors.</source>
        <translation>此版本无法从状态文件 %1 继续训练；请从 last.safetensors 开始新的训练。</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; has no proper dtype, shape and data_offsets; the file is damaged.</source>
        <translation>张量“%1”没有有效的 dtype、shape 和 data_offsets；文件已损坏。</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; holds %2 numbers; expected F32 (or I64, I32): convert it, in PyTorch with .float().</source>
        <translation>张量“%1”的类型为 %2，应为 F32（或 I64、I32）；请先转换，在 PyTorch 中用 .float()。</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; lies at bytes %2 to %3, but the file has only %4; it is cut short or damaged.</source>
        <translation>张量“%1”位于第 %2 到 %3 字节，而文件只有 %4 字节；文件不完整或已损坏。</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; is said to be %2 but takes %3 bytes; the file is damaged.</source>
        <translation>张量“%1”标明为 %2，实际占 %3 字节；文件已损坏。</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; begins at byte %2 where %3 was expected; the file is damaged.</source>
        <translation>张量“%1”从第 %2 字节开始，应为第 %3 字节；文件已损坏。</translation>
    </message>
    <message>
        <source>The tensors take %1 bytes but the file has %2; the file is damaged.</source>
        <translation>张量共占 %1 字节，而文件有 %2 字节；文件已损坏。</translation>
    </message>
    <message>
        <source>It is not a safetensors file, or it is cut short: its header does not fit.</source>
        <translation>不是 safetensors 文件，或文件不完整：文件头不符。</translation>
    </message>
    <message>
        <source>It is not a safetensors file: its header is not JSON.</source>
        <translation>不是 safetensors 文件：文件头不是 JSON。</translation>
    </message>
    <message>
        <source>Its __metadata__ is not made of texts; the file is damaged.</source>
        <translation>其 __metadata__ 的内容不是文本；文件已损坏。</translation>
    </message>
    <message>
        <source>There is not enough memory to read the tensors.</source>
        <translation>内存不足，无法读取张量。</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; is said to be %2 but has %3 values.</source>
        <translation>张量“%1”标明为 %2，实际有 %3 个值。</translation>
    </message>
    <message>
        <source>There is not enough memory to write the tensors.</source>
        <translation>内存不足，无法写入张量。</translation>
    </message>
    <message>
        <source>all inputs must have the same shape, but %1 gives %2 and %3 gives %4; make the two branches agree</source>
        <translation>各输入的形状应相同，但 %1 输出 %2，%3 输出 %4；请使两个分支一致</translation>
    </message>
    <message>
        <source>Adds its inputs element by element, as a shortcut around layers does.</source>
        <translation>将各输入逐元素相加，例如用于跨层的残差连接。</translation>
    </message>
    <message>
        <source>Let %1 follow its input (%2)</source>
        <translation>让 %1 跟随输入（%2）</translation>
    </message>
    <message>
        <source>Set groups to %1</source>
        <translation>将 groups 设为 %1</translation>
    </message>
    <message>
        <source>Pad %1 by %2, so that %3 arrive</source>
        <translation>把 %1 填充 %2，得到 %3 个值</translation>
    </message>
    <message>
        <source>%1 @ %2 · pad %3</source>
        <translation>%1 @ %2 · 填充 %3</translation>
    </message>
    <message>
        <source>Slides small filters over the image; each filter makes one channel of what it finds.</source>
        <translation>用小卷积核在图像上滑动；每个卷积核把找到的特征输出为一个通道。</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>卷积核数</translation>
    </message>
    <message>
        <source>Number of filters, which is the number of channels that come out.</source>
        <translation>卷积核的个数，即输出通道数。</translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation>卷积核大小</translation>
    </message>
    <message>
        <source>Height and width of each filter.</source>
        <translation>每个卷积核的高和宽。</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>How far the filter moves each time.</source>
        <translation>卷积核每次移动的距离。</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Rows and columns of zeros added around the image.</source>
        <translation>在图像四周补零的行数和列数。</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>膨胀</translation>
    </message>
    <message>
        <source>Distance between the pixels that a filter reads.</source>
        <translation>卷积核所读像素之间的间距。</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Splits channels and filters into groups that do not see each other.</source>
        <translation>将通道和卷积核分成互不相通的组。</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Adds a learnable constant to each filter&apos;s channel.</source>
        <translation>给每个卷积核的输出通道加上一个可学习的常数。</translation>
    </message>
    <message>
        <source>Input channels</source>
        <translation>输入通道数</translation>
    </message>
    <message>
        <source>Follows from the input; if you give it, it must agree.</source>
        <translation>自动跟随输入；如果填写，应与输入一致。</translation>
    </message>
    <message>
        <source>follows the input</source>
        <translation>跟随输入</translation>
    </message>
    <message>
        <source>needs one score a class, but gets %1 from %2; end the network with a Linear layer</source>
        <translation>每个类别需要一个得分，但 %2 传来 %1；请以 Linear 层结束网络</translation>
    </message>
    <message>
        <source>Insert Flatten</source>
        <translation>插入 Flatten</translation>
    </message>
    <message>
        <source>How surprised the network is by the right class; takes one raw score (logit) a class.</source>
        <translation>衡量网络对正确类别的“意外”程度；输入为每个类别的一个原始得分（logit）。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Share of the target that is spread evenly over all classes.</source>
        <translation>目标概率中平均分给所有类别的比例。</translation>
    </message>
    <message>
        <source>While training, sets a random share of its inputs to zero and scales up the rest.</source>
        <translation>随机失活：训练时随机将一部分输入置零，并放大其余输入。</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>失活率</translation>
    </message>
    <message>
        <source>Share of the inputs that is set to zero.</source>
        <translation>置零的输入所占比例。</translation>
    </message>
    <message>
        <source>Set start_dim to %1</source>
        <translation>将 start_dim 设为 %1</translation>
    </message>
    <message>
        <source>Lays all values of a sample side by side in one row.</source>
        <translation>将一个样本的所有值展平成一行。</translation>
    </message>
    <message>
        <source>First axis</source>
        <translation>起始维</translation>
    </message>
    <message>
        <source>The first axis that is laid flat; the batch is axis 0.</source>
        <translation>从哪一维开始展平；批是第 0 维。</translation>
    </message>
    <message>
        <source>Where the data enters: one sample has this shape.</source>
        <translation>数据的入口：一个样本的形状。</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Sizes of one sample without the batch: channels, height and width of an image.</source>
        <translation>一个样本各维的大小，不含批；对图像即通道、高和宽。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Dense &amp; embedding</source>
        <translation>全连接与嵌入</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Regularise</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Recurrent &amp; attention</source>
        <translation>循环与注意力</translation>
    </message>
    <message>
        <source>Shape &amp; merge</source>
        <translation>形状与合并</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失函数</translation>
    </message>
    <message>
        <source>needs a flat input, but gets %1 from %2; insert a Flatten before it</source>
        <translation>需要展平的输入，但 %2 传来 %1；请在前面插入 Flatten</translation>
    </message>
    <message>
        <source>in_features is %1, but %2 values arrive from %3; make %1 arrive or let it follow its input</source>
        <translation>in_features 为 %1，但 %3 传来 %2 个值；请使其为 %1 个，或让 in_features 跟随输入</translation>
    </message>
    <message>
        <source>Every output is a weighted sum of all inputs, plus a bias.</source>
        <translation>全连接层：每个输出都是所有输入的加权和，再加上偏置。</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出数</translation>
    </message>
    <message>
        <source>Number of values that come out.</source>
        <translation>输出值的个数。</translation>
    </message>
    <message>
        <source>Adds a learnable constant to each output.</source>
        <translation>给每个输出加上一个可学习的常数。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入数</translation>
    </message>
    <message>
        <source>padding %1 is more than half of kernel_size %2; make it at most %3</source>
        <translation>padding %1 超过 kernel_size %2 的一半；请设为不大于 %3</translation>
    </message>
    <message>
        <source>Set padding to %1</source>
        <translation>将 padding 设为 %1</translation>
    </message>
    <message>
        <source>Shrinks each channel: of every window only the largest value stays.</source>
        <translation>缩小每个通道：每个窗口只保留最大值。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Height and width of the window.</source>
        <translation>窗口的高和宽。</translation>
    </message>
    <message>
        <source>How far the window moves each time.</source>
        <translation>窗口每次移动的距离。</translation>
    </message>
    <message>
        <source>as the window</source>
        <translation>与窗口相同</translation>
    </message>
    <message>
        <source>Rows and columns added around the input, which never win.</source>
        <translation>在输入四周补充的行数和列数，补充的值不会被选为最大值。</translation>
    </message>
    <message>
        <source>Keeps what is positive and sets the rest to zero.</source>
        <translation>保留正值，其余置零。</translation>
    </message>
    <message>
        <source>needs an image (channels × height × width), but gets %1 from %2; put this layer before the image is laid flat</source>
        <translation>需要图像（通道 × 高 × 宽），但 %2 传来 %1；请把这一层放在展平之前</translation>
    </message>
    <message>
        <source>Set kernel_size to %1</source>
        <translation>将 kernel_size 设为 %1</translation>
    </message>
    <message>
        <source>Gives every weight its own step size from the recent size of its gradient.</source>
        <translation>按近期梯度的大小，为每个权重分别确定步长。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>How far each step goes.</source>
        <translation>每一步更新的幅度。</translation>
    </message>
    <message>
        <source>Betas</source>
        <translation>Beta 系数</translation>
    </message>
    <message>
        <source>How long it remembers the gradient and its square.</source>
        <translation>对梯度及其平方记忆的长短。</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Keeps the division away from zero.</source>
        <translation>避免除以零。</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2 正则化</translation>
    </message>
    <message>
        <source>Pulls all weights towards zero with this strength.</source>
        <translation>以此强度将所有权重拉向零。</translation>
    </message>
    <message>
        <source>The learning rate stays the same.</source>
        <translation>学习率保持不变。</translation>
    </message>
    <message>
        <source>The run&apos;s saved optimiser state has no %1 of %2 values; it belongs to another network. Start a new run.</source>
        <translation>已保存的优化器状态中没有含 %2 个值的 %1；它属于另一个网络。请开始新的训练。</translation>
    </message>
    <message>
        <source>there is no data source &quot;%1&quot;; choose one from the list</source>
        <translation>没有数据源“%1”；请从列表中选择</translation>
    </message>
    <message>
        <source>there is no data source &quot;%1&quot;; did you mean %2?</source>
        <translation>没有数据源“%1”；是不是 %2？</translation>
    </message>
    <message>
        <source>validation_fraction must be from 0 to 0.9, not %1; choose a value in that range</source>
        <translation>validation_fraction 应在 0 到 0.9 之间，现为 %1；请选择此范围内的值</translation>
    </message>
    <message>
        <source>there is no transform &quot;%1&quot;; remove it</source>
        <translation>没有变换“%1”；请删除它</translation>
    </message>
    <message>
        <source>there is no transform &quot;%1&quot;; did you mean %2?</source>
        <translation>没有变换“%1”；是不是 %2？</translation>
    </message>
    <message>
        <source>the probability of a transform must be from 0 to 1, not %1; choose a value in that range</source>
        <translation>变换的概率应在 0 到 1 之间，现为 %1；请选择此范围内的值</translation>
    </message>
    <message>
        <source>there is no optimiser &quot;%1&quot;; choose one from the list</source>
        <translation>没有优化器“%1”；请从列表中选择</translation>
    </message>
    <message>
        <source>there is no optimiser &quot;%1&quot;; did you mean %2?</source>
        <translation>没有优化器“%1”；是不是 %2？</translation>
    </message>
    <message>
        <source>there is no schedule &quot;%1&quot;; choose one from the list</source>
        <translation>没有学习率调度“%1”；请从列表中选择</translation>
    </message>
    <message>
        <source>there is no schedule &quot;%1&quot;; did you mean %2?</source>
        <translation>没有学习率调度“%1”；是不是 %2？</translation>
    </message>
    <message>
        <source>epochs must be from 1 to 1000000, not %1; choose a value in that range</source>
        <translation>epochs 应在 1 到 1000000 之间，现为 %1；请选择此范围内的值</translation>
    </message>
    <message>
        <source>batch_size must be from 1 to 65536, not %1; choose a value in that range</source>
        <translation>batch_size 应在 1 到 65536 之间，现为 %1；请选择此范围内的值</translation>
    </message>
    <message>
        <source>gradient_clip_norm must be more than 0, not %1; choose a positive value or leave it out</source>
        <translation>gradient_clip_norm 应大于 0，现为 %1；请填正数或留空</translation>
    </message>
    <message>
        <source>the project has a key &quot;%1&quot; that means nothing here; correct or remove it</source>
        <translation>项目中有无法识别的键“%1”；请更正或删除</translation>
    </message>
    <message>
        <source>early stopping cannot watch &quot;%1&quot;; choose val_loss or val_accuracy</source>
        <translation>早停不能监测“%1”；请选择 val_loss 或 val_accuracy</translation>
    </message>
    <message>
        <source>early stopping cannot watch &quot;%1&quot;; did you mean %2?</source>
        <translation>早停不能监测“%1”；是不是 %2？</translation>
    </message>
    <message>
        <source>early stopping watches %1, but no samples are kept for validation; keep some or watch loss</source>
        <translation>早停监测 %1，但没有留出验证样本；请留出一些，或监测 loss</translation>
    </message>
    <message>
        <source>Keep a tenth for validation</source>
        <translation>留出十分之一用于验证</translation>
    </message>
    <message>
        <source>patience must be from 0 to 1000000, not %1; choose a value in that range</source>
        <translation>patience 应在 0 到 1000000 之间，现为 %1；请选择此范围内的值</translation>
    </message>
    <message>
        <source>min_delta must be from 0 to 1000000, not %1; choose a value in that range</source>
        <translation>min_delta 应在 0 到 1000000 之间，现为 %1；请选择此范围内的值</translation>
    </message>
    <message>
        <source>%1 has no training samples; choose other data.</source>
        <translation>%1 没有训练样本；请选择其他数据。</translation>
    </message>
    <message>
        <source>Training diverged: the loss is no longer a number at step %1. Try a smaller learning rate than %2.</source>
        <translation>训练发散：在第 %1 步，损失已不是有效数值。请试试小于 %2 的学习率。</translation>
    </message>
    <message>
        <source>Stopped early: %1 has not improved for %2 epochs; the best was epoch %3.</source>
        <translation>已早停：%1 连续 %2 轮没有改善；最佳为第 %3 轮。</translation>
    </message>
    <message>
        <source>Steps against the gradient; momentum lets it keep its direction.</source>
        <translation>沿梯度的反方向更新；动量使其保持方向。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Share of the last step that goes on.</source>
        <translation>上一步更新中继续保留的比例。</translation>
    </message>
    <message>
        <source>Dampening</source>
        <translation>阻尼</translation>
    </message>
    <message>
        <source>Share by which a new gradient counts less in the momentum.</source>
        <translation>新梯度计入动量时减少的比例。</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Looks ahead along the momentum before it corrects.</source>
        <translation>先沿动量方向前瞻，再作修正。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>How often the network sees every training sample.</source>
        <translation>网络看到每个训练样本的次数（epoch 数）。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Samples between two updates of the weights.</source>
        <translation>每次更新权重所用的样本数。</translation>
    </message>
    <message>
        <source>The same seed gives the same run, bit for bit.</source>
        <translation>种子相同，训练结果就逐位相同。</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>打乱顺序</translation>
    </message>
    <message>
        <source>Take the samples in another order every epoch.</source>
        <translation>每轮以不同的顺序取样本。</translation>
    </message>
    <message>
        <source>Gradient limit</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Shortens the gradient of all weights to this length when it is longer.</source>
        <translation>所有权重的梯度范数超过此值时，缩短到此值。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>监测指标</translation>
    </message>
    <message>
        <source>The figure that has to get better.</source>
        <translation>需要改善的指标。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心值</translation>
    </message>
    <message>
        <source>Epochs without a gain before training stops.</source>
        <translation>连续多少轮没有改善就停止训练。</translation>
    </message>
    <message>
        <source>Least gain</source>
        <translation>最小改善</translation>
    </message>
    <message>
        <source>Smaller changes do not count as a gain.</source>
        <translation>更小的变化不算改善。</translation>
    </message>
    <message>
        <source>Keep the best</source>
        <translation>保留最佳</translation>
    </message>
    <message>
        <source>End with the weights of the best epoch.</source>
        <translation>结束时采用最佳一轮的权重。</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>验证集比例</translation>
    </message>
    <message>
        <source>Share of the training samples kept apart to check on.</source>
        <translation>从训练样本中留出、用于验证的比例。</translation>
    </message>
    <message>
        <source>Split seed</source>
        <translation>划分种子</translation>
    </message>
    <message>
        <source>Another seed keeps other samples apart.</source>
        <translation>换一个种子会留出另一批样本。</translation>
    </message>
    <message>
        <source>The run %1 ended before its first save, so there is nothing to resume; start a new run.</source>
        <translation>训练 %1 在首次保存之前就已结束，没有可继续的内容；请开始新的训练。</translation>
    </message>
    <message>
        <source>Keeps what is positive and bends the rest smoothly towards a floor.</source>
        <translation>保留正值，其余部分平滑地弯向一个下限。</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>Large negative values come close to minus this.</source>
        <translation>很大的负值会接近该数的相反数。</translation>
    </message>
    <message>
        <source>Lets each value through as far as a normal distribution lies below it; smooth, and common in transformers.</source>
        <translation>按正态分布落在该值以下的比例放行每个值；曲线平滑，常见于 Transformer。</translation>
    </message>
    <message>
        <source>SiLU in straight pieces: cheap to compute on small devices.</source>
        <translation>由直线段拼成的 SiLU：在小型设备上计算量很低。</translation>
    </message>
    <message>
        <source>Keeps what is positive and lets a little of the rest through.</source>
        <translation>保留正值，并让其余部分少量通过。</translation>
    </message>
    <message>
        <source>Slope below zero</source>
        <translation>负半轴斜率</translation>
    </message>
    <message>
        <source>How much of a negative value comes through.</source>
        <translation>负值有多大比例通过。</translation>
    </message>
    <message>
        <source>A smooth curve like SiLU that lets small negative values through.</source>
        <translation>与 SiLU 类似的平滑曲线，允许较小的负值通过。</translation>
    </message>
    <message>
        <source>Like LeakyReLU, but the slope below zero is learned.</source>
        <translation>与 LeakyReLU 类似，但负半轴的斜率由训练学得。</translation>
    </message>
    <message>
        <source>Like ELU, scaled so that values keep mean 0 and variance 1 from layer to layer.</source>
        <translation>与 ELU 类似，并加以缩放，使数值逐层保持均值 0、方差 1。</translation>
    </message>
    <message>
        <source>Squeezes every value between 0 and 1.</source>
        <translation>把每个值压缩到 0 与 1 之间。</translation>
    </message>
    <message>
        <source>Lets each value through as far as its own sigmoid opens the gate.</source>
        <translation>按每个值自身的 sigmoid 所开的门放行该值。</translation>
    </message>
    <message>
        <source>Turns scores into shares between 0 and 1 that add up to 1.</source>
        <translation>把得分变成 0 与 1 之间、总和为 1 的份额。</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>The axis along which the shares add up to 1; the batch is axis 0, and -1 is the last.</source>
        <translation>沿该轴份额之和为 1；批次为轴 0，-1 表示最后一个轴。</translation>
    </message>
    <message>
        <source>A smooth ReLU: always positive, nearly x where x is large.</source>
        <translation>平滑的 ReLU：恒为正，x 较大时近似等于 x。</translation>
    </message>
    <message>
        <source>Squeezes every value between −1 and 1.</source>
        <translation>把每个值压缩到 −1 与 1 之间。</translation>
    </message>
    <message>
        <source>all inputs must agree in every axis but dim %1, but %2 gives %3 and %4 gives %5; make the branches agree</source>
        <translation>除 dim %1 外，所有输入的各个轴必须一致，但 %2 给出 %3，而 %4 给出 %5；请使各分支一致</translation>
    </message>
    <message>
        <source>Puts its inputs one after the other along an axis.</source>
        <translation>沿一个轴把各输入依次拼接。</translation>
    </message>
    <message>
        <source>The axis along which they are joined: 1 joins the channels of images; the batch is axis 0.</source>
        <translation>沿哪个轴拼接：1 表示拼接图像的通道；批次为轴 0。</translation>
    </message>
    <message>
        <source>Multiplies its inputs element by element, so that one can open or close another.</source>
        <translation>把各输入逐元素相乘，使一个输入可以开启或关闭另一个。</translation>
    </message>
    <message>
        <source>Puts the axes of a sample into another order.</source>
        <translation>改变样本各轴的次序。</translation>
    </message>
    <message>
        <source>Order of the axes</source>
        <translation>轴的次序</translation>
    </message>
    <message>
        <source>Which axis comes where; the batch is axis 0 and stays first.</source>
        <translation>各轴的先后位置；批次为轴 0，须在首位。</translation>
    </message>
    <message>
        <source>shape %1 does not hold the %2 values of %3 from %4; give sizes whose product is %2, or -1 for one that follows</source>
        <translation>形状 %1 容不下来自 %4 的 %3 的 %2 个值；请给出乘积为 %2 的尺寸，或用 -1 表示一个推算的尺寸</translation>
    </message>
    <message>
        <source>Gives the values of a sample another shape, in the same order.</source>
        <translation>保持次序不变，给样本的值换一种形状。</translation>
    </message>
    <message>
        <source>Sizes of the axes without the batch; -1 once for what is left.</source>
        <translation>不含批次的各轴尺寸；可写一次 -1 表示剩余部分。</translation>
    </message>
    <message>
        <source>Takes one place along an axis, such as the last step of a sequence.</source>
        <translation>取某个轴上的一个位置，例如序列的最后一步。</translation>
    </message>
    <message>
        <source>The axis that is reduced to one place; the batch is axis 0.</source>
        <translation>要缩减为一个位置的轴；批次为轴 0。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Which place is taken, from 0; negative numbers count from the end.</source>
        <translation>取哪个位置，从 0 数起；负数从末尾数起。</translation>
    </message>
    <message>
        <source>Shrinks each channel to a fixed size by means; 1×1 leaves one number a channel.</source>
        <translation>用平均值把每个通道缩小到固定尺寸；1×1 时每个通道只剩一个数。</translation>
    </message>
    <message>
        <source>Output size</source>
        <translation>输出尺寸</translation>
    </message>
    <message>
        <source>Height and width that come out.</source>
        <translation>输出的高和宽。</translation>
    </message>
    <message>
        <source>Shrinks each channel: of every window the mean stays.</source>
        <translation>缩小每个通道：每个窗口只保留平均值。</translation>
    </message>
    <message>
        <source>Rows and columns of zeros added around the input.</source>
        <translation>在输入四周补上的零行与零列。</translation>
    </message>
    <message>
        <source>Count padding</source>
        <translation>计入填充</translation>
    </message>
    <message>
        <source>Whether the added zeros count in the mean at the edges.</source>
        <translation>边缘处的平均值是否计入补上的零。</translation>
    </message>
    <message>
        <source>While training, sets a random share of whole channels to zero and scales up the rest.</source>
        <translation>训练时随机把一部分通道整个置零，并相应放大其余通道。</translation>
    </message>
    <message>
        <source>Share of the channels that is set to zero.</source>
        <translation>置零的通道所占比例。</translation>
    </message>
    <message>
        <source>While training, adds random noise to every value; does nothing afterwards.</source>
        <translation>训练时给每个值加上随机噪声；训练之外不起作用。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Standard deviation of the noise.</source>
        <translation>噪声的标准差。</translation>
    </message>
    <message>
        <source>Brings groups of channels to mean 0 and variance 1 within each sample, then scales and shifts each channel by learned weights.</source>
        <translation>在每个样本内把各组通道化为均值 0、方差 1，再用学得的权重缩放和平移每个通道。</translation>
    </message>
    <message>
        <source>How many groups the channels form; it must divide them.</source>
        <translation>通道分成多少组；必须能整除通道数。</translation>
    </message>
    <message>
        <source>Brings each position&apos;s values along the last axis to mean 0 and variance 1, then scales and shifts them by learned weights.</source>
        <translation>把每个位置沿最后一个轴的值化为均值 0、方差 1，再用学得的权重缩放和平移。</translation>
    </message>
    <message>
        <source>Added to the variance, so that nothing is divided by zero.</source>
        <translation>加在方差上，以免除以零。</translation>
    </message>
    <message>
        <source>Enlarges each channel by repeating pixels or mixing neighbours.</source>
        <translation>通过重复像素或混合相邻像素来放大每个通道。</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>How many times higher and wider the image becomes.</source>
        <translation>图像变高、变宽的倍数。</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>nearest repeats pixels; bilinear mixes the four nearest.</source>
        <translation>nearest 重复像素；bilinear 混合最近的四个像素。</translation>
    </message>
    <message>
        <source>Share of each batch in the running mean and variance, which are used when the network does not train.</source>
        <translation>每个批次在滑动均值和方差中所占的比例；网络不训练时使用滑动值。</translation>
    </message>
    <message>
        <source>Scale and shift</source>
        <translation>缩放和平移</translation>
    </message>
    <message>
        <source>Learns a weight and a bias for each channel.</source>
        <translation>为每个通道学习一个权重和一个偏置。</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>通道数</translation>
    </message>
    <message>
        <source>needs values (C) or signals (C, T), but gets %1 from %2; BatchNorm2d is for images</source>
        <translation>需要数值 (C) 或信号 (C, T)，但从 %2 得到 %1；图像请用 BatchNorm2d</translation>
    </message>
    <message>
        <source>Brings each feature of the batch to mean 0 and variance 1, then scales and shifts it by learned weights.</source>
        <translation>把批次中的每个特征变为均值 0、方差 1，再用学到的权重缩放和平移。</translation>
    </message>
    <message>
        <source>Brings each channel of the batch&apos;s images to mean 0 and variance 1, then scales and shifts it by learned weights.</source>
        <translation>把批次中图像的每个通道变为均值 0、方差 1，再用学到的权重缩放和平移。</translation>
    </message>
    <message>
        <source>%1 is %2, but its input %3 from %4 makes it %5; leave it out or make %2 arrive</source>
        <translation>%1 为 %2，但来自 %4 的输入 %3 使其应为 %5；请不填，或让输入为 %2</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值个数</translation>
    </message>
    <message>
        <source>gives %1, but the data have a class at each of %2 places; give one score a class there, that is %3</source>
        <translation>输出 %1，但数据在 %2 个位置上各有一个类别；请在每个位置让每个类别对应一个得分，即 %3</translation>
    </message>
    <message>
        <source>gives %1, but the data have one class a sample; give one score a class</source>
        <translation>输出 %1，但数据中每个样本只有一个类别；请让每个类别对应一个得分</translation>
    </message>
    <message>
        <source>needs classes, but the answers of the data are numbers; use a loss for numbers, such as %1</source>
        <translation>需要类别，但数据的答案是数值；请使用适用于数值的损失函数，例如 %1</translation>
    </message>
    <message>
        <source>Replace by %1</source>
        <translation>替换为 %1</translation>
    </message>
    <message>
        <source>gives %1, but the answers of the data are numbers of shape %2; give that shape</source>
        <translation>输出 %1，但数据的答案是形状为 %2 的数值；请输出该形状</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>How the weights are drawn before training; kaiming is meant for layers before a ReLU.</source>
        <translation>训练前如何抽取权重；kaiming 适用于 ReLU 之前的层。</translation>
    </message>
    <message>
        <source>as PyTorch</source>
        <translation>同 PyTorch</translation>
    </message>
    <message>
        <source>L1 penalty</source>
        <translation>L1 惩罚</translation>
    </message>
    <message>
        <source>Draws this layer&apos;s weights to exactly zero with this strength.</source>
        <translation>以此强度将该层权重拉至恰好为零。</translation>
    </message>
    <message>
        <source>L2 penalty</source>
        <translation>L2 惩罚</translation>
    </message>
    <message>
        <source>Pulls this layer&apos;s weights towards zero with this strength, as weight_decay does.</source>
        <translation>以此强度将该层权重拉向零，与 weight_decay 相同。</translation>
    </message>
    <message>
        <source>it has no weights, so &quot;%1&quot; does nothing here; remove it</source>
        <translation>它没有权重，“%1”在此不起作用；请将其移除</translation>
    </message>
    <message>
        <source>%1 needs a weight of two or more dimensions, but this one is %2; choose zeros or normal, or leave init out</source>
        <translation>%1 需要二维或更高维的权重，而此处为 %2；请选择 zeros 或 normal，或不填 init</translation>
    </message>
    <message>
        <source>How surprised the network is by yes or no at each output; takes raw scores (logits), and several answers may be yes at once.</source>
        <translation>衡量网络对每个输出的“是”或“否”的“意外”程度；输入为原始得分（logit），可以同时有多个“是”。</translation>
    </message>
    <message>
        <source>The mean absolute difference between outputs and targets; a few outliers matter little.</source>
        <translation>输出与目标之差的绝对值的平均值；少数离群值影响不大。</translation>
    </message>
    <message>
        <source>The mean squared difference between outputs and targets; large errors weigh most.</source>
        <translation>输出与目标之差的平方的平均值；大的误差影响最大。</translation>
    </message>
    <message>
        <source>Squared for small differences and absolute for large ones: smooth at the target, calm about outliers.</source>
        <translation>差值小时取平方，大时取绝对值：在目标附近平滑，对离群值不敏感。</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>Beta</translation>
    </message>
    <message>
        <source>The difference from which on it is absolute.</source>
        <translation>差值达到此值后改用绝对值。</translation>
    </message>
    <message>
        <source>Weights that have moved much move less and less; rare ones keep pace.</source>
        <translation>更新多的权重步伐越来越小；很少更新的权重保持步伐。</translation>
    </message>
    <message>
        <source>Rate decay</source>
        <translation>学习率衰减</translation>
    </message>
    <message>
        <source>How fast the learning rate falls with the steps.</source>
        <translation>学习率随步数下降的快慢。</translation>
    </message>
    <message>
        <source>First sum</source>
        <translation>初始累加值</translation>
    </message>
    <message>
        <source>Where the sum of squared gradients begins.</source>
        <translation>梯度平方和的起始值。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Each step shrinks all weights by this share of the learning rate.</source>
        <translation>每一步按学习率的这一比例缩小所有权重。</translation>
    </message>
    <message>
        <source>Adam, but the weights shrink at their own pace beside the step, not through it.</source>
        <translation>与 Adam 相同，但权重衰减独立于更新步骤，而不经由梯度。</translation>
    </message>
    <message>
        <source>Lets the learning rate glide down along half a wave, epoch by epoch.</source>
        <translation>使学习率逐轮沿半个余弦波平滑下降。</translation>
    </message>
    <message>
        <source>Epochs down</source>
        <translation>下降轮数</translation>
    </message>
    <message>
        <source>Epochs until the learning rate is lowest.</source>
        <translation>学习率降到最低所需的轮数。</translation>
    </message>
    <message>
        <source>all epochs</source>
        <translation>全部轮数</translation>
    </message>
    <message>
        <source>Lowest rate</source>
        <translation>最低学习率</translation>
    </message>
    <message>
        <source>The learning rate at the bottom.</source>
        <translation>最低点的学习率。</translation>
    </message>
    <message>
        <source>Training diverged: the loss is no longer a number at step %1, because the step before left weights of %2 that are not numbers. Try a smaller learning rate than %3, or limit the gradient.</source>
        <translation>训练发散：在第 %1 步，损失已不是有效数值，因为上一步之后 %2 的权重不再是有效数值。请试试小于 %3 的学习率，或限制梯度。</translation>
    </message>
    <message>
        <source>Training diverged: the loss is no longer a number at step %1; the first layer whose output is not a number is %2. Try a smaller learning rate than %3.</source>
        <translation>训练发散：在第 %1 步，损失已不是有效数值；最先输出无效数值的层是 %2。请试试小于 %3 的学习率。</translation>
    </message>
    <message>
        <source>Stopped early: %1 has not been a number for %2 epochs.</source>
        <translation>已早停：%1 连续 %2 轮不是有效数值。</translation>
    </message>
    <message>
        <source>Multiplies the learning rate by the same factor after every epoch.</source>
        <translation>每轮结束后将学习率乘以同一系数。</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by after every epoch.</source>
        <translation>每轮结束后学习率所乘的系数。</translation>
    </message>
    <message>
        <source>Better is</source>
        <translation>改善方向</translation>
    </message>
    <message>
        <source>Lower (min) or higher (max); auto knows it from the figure.</source>
        <translation>越低越好（min）或越高越好（max）；auto 由指标自动判断。</translation>
    </message>
    <message>
        <source>Mean loss</source>
        <translation>平均损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Top-5 accuracy</source>
        <translation>前 5 准确率</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>Moves the learning rate at every step: up to a peak, then down to almost nothing.</source>
        <translation>每一步都调整学习率：先升至峰值，再降到几乎为零。</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>The highest learning rate.</source>
        <translation>最高的学习率。</translation>
    </message>
    <message>
        <source>the optimiser&apos;s</source>
        <translation>同优化器</translation>
    </message>
    <message>
        <source>Share rising</source>
        <translation>上升占比</translation>
    </message>
    <message>
        <source>Share of all steps on the way up.</source>
        <translation>上升阶段占全部步数的比例。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Along half a wave or a straight line.</source>
        <translation>沿半个余弦波或沿直线。</translation>
    </message>
    <message>
        <source>Peak over first</source>
        <translation>峰值 / 初值</translation>
    </message>
    <message>
        <source>How many times the peak is higher than the first rate.</source>
        <translation>峰值是初始学习率的多少倍。</translation>
    </message>
    <message>
        <source>First over last</source>
        <translation>初值 / 终值</translation>
    </message>
    <message>
        <source>How many times the first rate is higher than the last.</source>
        <translation>初始学习率是最终学习率的多少倍。</translation>
    </message>
    <message>
        <source>Three phases</source>
        <translation>三阶段</translation>
    </message>
    <message>
        <source>Falls as fast as it rose, and only then to the last rate.</source>
        <translation>先以上升时的速度回落，然后才降到最终学习率。</translation>
    </message>
    <message>
        <source>the mode of early stopping must be auto, min or max, not &quot;%1&quot;; choose one</source>
        <translation>早停的 mode 应为 auto、min 或 max，现为“%1”；请选择其一</translation>
    </message>
    <message>
        <source>start_from_epoch must be from 0 to 1000000, not %1; choose a value in that range</source>
        <translation>start_from_epoch 应在 0 到 1000000 之间，现为 %1；请选择此范围内的值</translation>
    </message>
    <message>
        <source>the schedule watches %1, but no samples are kept for validation; keep some or watch loss</source>
        <translation>学习率调度监测 %1，但没有留出验证样本；请留出一些，或监测 loss</translation>
    </message>
    <message>
        <source>Watch %1</source>
        <translation>监测 %1</translation>
    </message>
    <message>
        <source>The figure that has to get better, looked at after every epoch.</source>
        <translation>需要改善的指标，每轮结束后检查。</translation>
    </message>
    <message>
        <source>Cuts the learning rate when a figure gets no better for some epochs.</source>
        <translation>当某项指标若干轮没有改善时降低学习率。</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by at each cut.</source>
        <translation>每次降低时学习率所乘的系数。</translation>
    </message>
    <message>
        <source>Epochs without a gain that pass before a cut.</source>
        <translation>降低学习率之前允许没有改善的轮数。</translation>
    </message>
    <message>
        <source>Gain is</source>
        <translation>改善方式</translation>
    </message>
    <message>
        <source>A share of the best figure (rel) or a difference (abs).</source>
        <translation>相对最佳值的比例（rel）或差值（abs）。</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>冷却</translation>
    </message>
    <message>
        <source>Epochs after a cut that do not count.</source>
        <translation>降低之后不计入的轮数。</translation>
    </message>
    <message>
        <source>The learning rate is not cut below this.</source>
        <translation>学习率不会降到此值以下。</translation>
    </message>
    <message>
        <source>Least cut</source>
        <translation>最小降幅</translation>
    </message>
    <message>
        <source>A cut that changes the learning rate by less is left out.</source>
        <translation>变化小于此值的降低不执行。</translation>
    </message>
    <message>
        <source>Divides each weight&apos;s step by the recent size of its gradient.</source>
        <translation>将每个权重的更新除以其梯度近期的大小。</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>How long it remembers the square of the gradient.</source>
        <translation>对梯度平方记忆的长短。</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>中心化</translation>
    </message>
    <message>
        <source>Divides by the spread of the gradient instead of its size.</source>
        <translation>除以梯度的离散程度，而不是其大小。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Steps over which the learning rate rises to what the schedule says; the schedule runs on meanwhile.</source>
        <translation>学习率升至调度值所用的步数；其间调度照常进行。</translation>
    </message>
    <message>
        <source>Cuts the learning rate by a factor every few epochs.</source>
        <translation>每隔若干轮将学习率乘以一个系数降低。</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Epochs from one cut to the next.</source>
        <translation>两次降低之间的轮数。</translation>
    </message>
    <message>
        <source>Look away for</source>
        <translation>忽略前几轮</translation>
    </message>
    <message>
        <source>Epochs at the beginning that are neither watched nor waited for.</source>
        <translation>开头既不监测也不等待的轮数。</translation>
    </message>
    <message>
        <source>needs tokens, which are whole numbers, but the data are measured values; choose data of tokens, or another layer</source>
        <translation>需要词元（整数），但数据是测量值；请选择词元数据，或换用其他层</translation>
    </message>
    <message>
        <source>%1 is %2, but the data have %3 tokens; make it %3</source>
        <translation>%1 为 %2，但数据有 %3 种词元；请设为 %3</translation>
    </message>
    <message>
        <source>The network&apos;s weights need %1 MB, but the machine has %2 MB free; make %3, its largest layer, smaller.</source>
        <translation>网络的权重需要 %1 MB，而本机空闲 %2 MB；请减小最大的层 %3。</translation>
    </message>
    <message>
        <source>In a batch, %1 gives more than %2 values; make the batch or %1 smaller.</source>
        <translation>在一个批次中，%1 输出超过 %2 个值；请减小批大小，或减小 %1。</translation>
    </message>
    <message>
        <source>A batch of this network needs %1 MB of memory, but the machine has %2 MB free; make the batch or %3, its largest layer, smaller.</source>
        <translation>此网络的一个批次需要 %1 MB 内存，而本机空闲 %2 MB；请减小批大小，或减小最大的层 %3。</translation>
    </message>
    <message>
        <source>To work on a batch, %1 needs %2 MB more, but the machine has %3 MB free; make the batch or %1 smaller.</source>
        <translation>处理一个批次，%1 还需要 %2 MB，而本机空闲 %3 MB；请减小批大小，或减小 %1。</translation>
    </message>
    <message>
        <source>needs a row (channels × length), but gets %1 from %2; make the layer before give two axes</source>
        <translation>需要一行（通道 × 长度），但 %2 传来 %1；请让前一层输出两个轴</translation>
    </message>
    <message>
        <source>Slides small filters along a row of channels, such as a sound or a sequence turned so that its features are channels.</source>
        <translation>用小卷积核沿多通道的一行滑动，例如声音，或转置后以特征为通道的序列。</translation>
    </message>
    <message>
        <source>Length of each filter.</source>
        <translation>每个卷积核的长度。</translation>
    </message>
    <message>
        <source>Zeros added at both ends of the row.</source>
        <translation>在行的两端补零的个数。</translation>
    </message>
    <message>
        <source>Distance between the places that a filter reads.</source>
        <translation>卷积核所读位置之间的间距。</translation>
    </message>
    <message>
        <source>output_padding %1 must stay below the stride or the dilation on each axis; make it at most %2</source>
        <translation>output_padding %1 在每个轴上都应小于步幅或膨胀；请设为不大于 %2</translation>
    </message>
    <message>
        <source>padding %1 leaves nothing of the output %3; make it at most %2</source>
        <translation>padding %1 会把输出 %3 全部裁去；请设为不大于 %2</translation>
    </message>
    <message>
        <source>%1 · stride %2</source>
        <translation>%1 · 步幅 %2</translation>
    </message>
    <message>
        <source>Paints small filters into a larger image, each as strongly as its pixel says: the way back from a convolution with stride.</source>
        <translation>把小卷积核按各像素的强度画入更大的图像：相当于带步幅的卷积的逆向过程。</translation>
    </message>
    <message>
        <source>Distance in the output between neighbours of the input.</source>
        <translation>输入中的相邻像素在输出中的间距。</translation>
    </message>
    <message>
        <source>Rows and columns cut off around the output.</source>
        <translation>输出四周裁去的行数和列数。</translation>
    </message>
    <message>
        <source>Output padding</source>
        <translation>输出填充</translation>
    </message>
    <message>
        <source>Rows and columns added at the lower and right edge of the output; they tell apart the sizes that a stride would merge.</source>
        <translation>在输出的下边和右边增加的行数和列数；用于区分因步幅而混同的尺寸。</translation>
    </message>
    <message>
        <source>Distance between the pixels that a filter paints.</source>
        <translation>卷积核所画像素之间的间距。</translation>
    </message>
    <message>
        <source>needs tokens, which are whole numbers, but %1 computes others; lead an Input into it</source>
        <translation>需要词元（整数），但 %1 算出的不是整数；请将 Input 连入</translation>
    </message>
    <message>
        <source>Gives each token, such as a letter or a word, a learned row of numbers of its own.</source>
        <translation>给每个词元（如字母或单词）一行专属的、由训练学得的数。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元数</translation>
    </message>
    <message>
        <source>How many different tokens there are, numbered from 0.</source>
        <translation>不同词元的个数，从 0 开始编号。</translation>
    </message>
    <message>
        <source>How many numbers stand for a token.</source>
        <translation>每个词元用多少个数表示。</translation>
    </message>
    <message>
        <source>needs a sequence (steps × values), but gets %1 from %2; make the layer before give two axes</source>
        <translation>需要序列（步数 × 每步数值），但 %2 传来 %1；请让前一层输出两个轴</translation>
    </message>
    <message>
        <source>the sequence %1 from %2 has more than the %3 steps that positions go up to; make it shorter</source>
        <translation>来自 %2 的序列 %1 超过位置所能表示的 %3 步；请缩短序列</translation>
    </message>
    <message>
        <source>max_length is %1, but the sequence %2 from %3 has %4 steps; make it at least %4</source>
        <translation>max_length 为 %1，但来自 %3 的序列 %2 有 %4 步；请设为不小于 %4</translation>
    </message>
    <message>
        <source>Adds to each step of a sequence a row that tells where it stands, since attention sees no order.</source>
        <translation>给序列的每一步加上一行表示其位置的数，因为注意力看不到顺序。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Waves of many lengths that are given, or a table that is learned.</source>
        <translation>给定的多种波长的正弦波，或由训练学得的表。</translation>
    </message>
    <message>
        <source>Most steps</source>
        <translation>最多步数</translation>
    </message>
    <message>
        <source>The longest sequence there may be; a learned table has so many rows.</source>
        <translation>序列的最大长度；学得的表有这么多行。</translation>
    </message>
    <message>
        <source>%1 needs %2 MB beside the weights, but the machine has %3 MB free; choose another optimiser or make the network smaller.</source>
        <translation>%1 在权重之外还需要 %2 MB，而本机空闲 %3 MB；请换用其他优化器，或减小网络。</translation>
    </message>
    <message>
        <source>Lets every step of a sequence look at all steps and take from each as much as fits, in several heads at once.</source>
        <translation>让序列的每一步都去看所有的步，并按契合程度从每一步取用，由多个头同时进行。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>丢弃率</translation>
    </message>
    <message>
        <source>Share of the attention weights that is set to zero while training.</source>
        <translation>训练时置零的注意力权重所占的比例。</translation>
    </message>
    <message>
        <source>%1 heads</source>
        <translation>%1 个头</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>How many places a step looks at, each with its own share of the values; must divide their number.</source>
        <translation>一步同时看向多少处，每处使用各自的一份数值；必须能整除数值的个数。</translation>
    </message>
    <message>
        <source>Causal</source>
        <translation>因果</translation>
    </message>
    <message>
        <source>Each step sees itself and what came before, not what comes after; needed to predict the next token.</source>
        <translation>每一步只看见自己和之前的步，看不见之后的；预测下一个词元时需要。</translation>
    </message>
    <message>
        <source>%1 is %2, but %2 heads cannot share the %3 values of a step from %4 evenly; use a number that divides %3, such as %5</source>
        <translation>%1 是 %2，但 %2 个头无法平分来自 %4 的每步 %3 个数值；请使用能整除 %3 的数，例如 %5</translation>
    </message>
    <message>
        <source>Hidden values</source>
        <translation>隐藏值数</translation>
    </message>
    <message>
        <source>How many values lie between the two dense layers at each step.</source>
        <translation>每一步的两个全连接层之间有多少个数值。</translation>
    </message>
    <message>
        <source>Share of values set to zero while training: of the attention weights, behind attention, between and behind the dense layers.</source>
        <translation>训练时置零的比例：用于注意力权重、注意力之后、两个全连接层之间及之后。</translation>
    </message>
    <message>
        <source>What stands between the two dense layers.</source>
        <translation>两个全连接层之间的函数。</translation>
    </message>
    <message>
        <source>Norms first</source>
        <translation>先归一化</translation>
    </message>
    <message>
        <source>Normalises in front of attention and of the dense layers, as GPT-2 does, rather than behind, as BERT does; deep stacks learn easier.</source>
        <translation>像 GPT-2 那样在注意力和全连接层之前归一化，而不是像 BERT 那样在其后；层数很多时更容易训练。</translation>
    </message>
    <message>
        <source>A whole block of a transformer: attention over the steps, then two dense layers at each, with ways around them and norms.</source>
        <translation>Transformer 的一个完整模块：先对各步做注意力，再在每一步做两个全连接层，都带有旁路和归一化。</translation>
    </message>
    <message>
        <source>%1 heads · %2 wide</source>
        <translation>%1 个头 · 宽 %2</translation>
    </message>
    <message>
        <source>The machine has not enough free memory to go on with the run; close other programs or make the network smaller.</source>
        <translation>机器的可用内存不足，无法继续这次运行；请关闭其他程序或缩小网络。</translation>
    </message>
    <message>
        <source>Keeping the best weights needs %1 MB, but the machine has %2 MB free; let early stopping not keep them or make the network smaller.</source>
        <translation>保留最佳权重需要 %1 MB，但机器只有 %2 MB 可用；请让早停不保留它们，或缩小网络。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Processor threads at work, also while it trains; the result is the same for any number. Belongs to this machine, not to the project.</source>
        <translation>工作的处理器线程数，训练中也可更改；无论多少，结果都相同。属于本机设置，不属于项目。</translation>
    </message>
    <message>
        <source>Reads a sequence step by step; gates decide what of its state is renewed. Lighter than an LSTM.</source>
        <translation>逐步读入序列；由门决定状态的哪些部分更新。比 LSTM 更轻。</translation>
    </message>
    <message>
        <source>Reads a sequence step by step and keeps a memory, which gates write, erase and read.</source>
        <translation>逐步读入序列，并保持一份记忆，由各个门写入、擦除和读取。</translation>
    </message>
    <message>
        <source>Insert %1</source>
        <translation>插入 %1</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>隐藏大小</translation>
    </message>
    <message>
        <source>Number of values that are remembered from step to step, in each direction.</source>
        <translation>每个方向上从一步记到下一步的数值个数。</translation>
    </message>
    <message>
        <source>Stacked layers</source>
        <translation>堆叠层数</translation>
    </message>
    <message>
        <source>How many are stacked: each reads the states of the one below.</source>
        <translation>堆叠的层数：每一层读取下面一层的状态。</translation>
    </message>
    <message>
        <source>Both directions</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>Reads the sequence from its end too and gives both states side by side.</source>
        <translation>同时也从末尾读取序列，并把两个方向的状态并排给出。</translation>
    </message>
    <message>
        <source>Share of the values between stacked layers that is set to zero while training; a single layer has none.</source>
        <translation>训练时堆叠的各层之间被置零的数值比例；只有一层时没有丢弃。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>The state at every step, or only the last one, after all steps were read.</source>
        <translation>每一步的状态，或者只有读完所有步之后的最后一个状态。</translation>
    </message>
    <message>
        <source>Reads a sequence step by step and carries one state along; simple, but it forgets soon.</source>
        <translation>逐步读入序列，并带着一个状态前进；简单，但很快就会遗忘。</translation>
    </message>
    <message>
        <source>Nonlinearity</source>
        <translation>非线性</translation>
    </message>
    <message>
        <source>What every new state goes through; relu may grow without bounds.</source>
        <translation>每个新状态所经过的函数；relu 可能无限增长。</translation>
    </message>
    <message>
        <source>The machine has not enough free memory to look inside the network; close other programs or make the network smaller.</source>
        <translation>这台计算机的可用内存不足，无法查看网络内部；请关闭其他程序，或缩小网络。</translation>
    </message>
    <message>
        <source>The machine has not enough free memory for this; close other programs or make the network smaller.</source>
        <translation>这台计算机的可用内存不足，无法完成此操作；请关闭其他程序，或缩小网络。</translation>
    </message>
    <message>
        <source>%1 cannot be bypassed, the network needs it; switch it on again</source>
        <translation>%1 不能旁路，网络需要它；请重新启用</translation>
    </message>
    <message>
        <source>Switch %1 on</source>
        <translation>启用 %1</translation>
    </message>
    <message>
        <source>Take it out of the block</source>
        <translation>移出该块</translation>
    </message>
    <message>
        <source>stands in the block &quot;%1&quot;, which does not exist</source>
        <translation>位于块“%1”中，但该块不存在</translation>
    </message>
    <message>
        <source>block %1 stands in the block &quot;%2&quot;, which does not exist</source>
        <translation>块 %1 位于块“%2”中，但后者不存在</translation>
    </message>
    <message>
        <source>block %1 stands inside itself</source>
        <translation>块 %1 包含了自己</translation>
    </message>
    <message>
        <source>version: expected a whole number from 1 to %1, found %2.</source>
        <translation>version：应为 1 到 %1 的整数，实际为 %2。</translation>
    </message>
    <message>
        <source>This block has no open input and output to lead the wire through.</source>
        <translation>该块没有可供连线穿过的空闲输入和输出。</translation>
    </message>
    <message>
        <source>Insert %1 to %2</source>
        <translation>插入 %1，变为 %2</translation>
    </message>
    <message>
        <source>Insert %1 and %2</source>
        <translation>插入 %1 和 %2</translation>
    </message>
    <message>
        <source>Replace by %1 and %2</source>
        <translation>换成 %1 和 %2</translation>
    </message>
    <message>
        <source>needs values along an axis, but gets a single number from %1; make the layer before give more</source>
        <translation>需要沿某个轴排列的数值，但 %1 只传来一个数；请让前一层给出更多数值</translation>
    </message>
    <message>
        <source>Insert a 1×1 %1 with %2 filters and stride %3 after %4</source>
        <translation>在 %4 之后插入 1×1 的 %1（%2 个滤波器，步幅 %3）</translation>
    </message>
    <message>
        <source>Insert %1 to %2 after %3</source>
        <translation>在 %3 之后插入 %1，变为 %2</translation>
    </message>
    <message>
        <source>Insert %1 with %2 outputs after %3</source>
        <translation>在 %3 之后插入有 %2 个输出的 %1</translation>
    </message>
    <message>
        <source>Remove the wire from %1 to %2</source>
        <translation>删除从 %1 到 %2 的连线</translation>
    </message>
    <message>
        <source>target: the sample</source>
        <translation>目标：样本本身</translation>
    </message>
    <message>
        <source>Remove %1 and the %2 before it that lead only there</source>
        <translation>删除 %1 及其前面只通向它的 %2 个层</translation>
    </message>
    <message>
        <source>Let %1 feed what %2 feeds</source>
        <translation>让 %1 代替 %2 提供输入</translation>
    </message>
    <message>
        <source>Make it a %1</source>
        <translation>改为 %1</translation>
    </message>
    <message>
        <source>Insert Select, which takes the last step</source>
        <translation>插入 Select，取最后一步</translation>
    </message>
    <message>
        <source>Lead the wire from %1 into input %2</source>
        <translation>把来自 %1 的连线接到输入 %2</translation>
    </message>
    <message>
        <source>Remove %1 and the %2 behind it</source>
        <translation>删除 %1 及其后面的 %2 个层</translation>
    </message>
    <message>
        <source>Lead %1 into %2 through %3</source>
        <translation>经 %3 将 %1 连到 %2</translation>
    </message>
    <message>
        <source>Rename the second to %1</source>
        <translation>将第二个改名为 %1</translation>
    </message>
    <message>
        <source>a wire comes from &quot;%1&quot;, which does not exist; remove the wire</source>
        <translation>有连线来自不存在的“%1”；请删除这条连线</translation>
    </message>
    <message>
        <source>a wire comes from &quot;%1&quot;, which does not exist; did you mean %2?</source>
        <translation>有连线来自不存在的“%1”；是不是 %2？</translation>
    </message>
    <message>
        <source>Lead it from %1</source>
        <translation>改为从 %1 连出</translation>
    </message>
    <message>
        <source>the wire from %1 leads into input %2, but there is only input 0; lead it there or remove it</source>
        <translation>来自 %1 的连线接到输入 %2，但只有输入 0；请接到那里或删除它</translation>
    </message>
    <message>
        <source>the wire from %1 leads into input %2, but the inputs are numbered 0 to %3; lead it into one of them</source>
        <translation>来自 %1 的连线接到输入 %2，但输入的编号是 0 到 %3；请接到其中之一</translation>
    </message>
    <message>
        <source>input %1 gets two wires, both from %2; remove one</source>
        <translation>输入 %1 有两条连线，都来自 %2；请删除一条</translation>
    </message>
    <message>
        <source>LeNet-5</source>
        <translation>LeNet-5</translation>
    </message>
    <message>
        <source>The classic that reads digits, as PyTorch&apos;s tutorial builds it: two convolutions, three dense layers.</source>
        <translation>识别数字的经典网络，与 PyTorch 教程中的相同：两个卷积层，三个全连接层。</translation>
    </message>
    <message>
        <source>LeNet-5 (TensorFlow)</source>
        <translation>LeNet-5（TensorFlow）</translation>
    </message>
    <message>
        <source>Logistic Regression</source>
        <translation>逻辑回归</translation>
    </message>
    <message>
        <source>The smallest network of all: one dense layer weighs every pixel for each digit.</source>
        <translation>最小的网络：一个全连接层为每个数字给每个像素加权。</translation>
    </message>
    <message>
        <source>MLP</source>
        <translation>多层感知机</translation>
    </message>
    <message>
        <source>A hidden layer of 128 between pixels and digits, with dropout against learning by heart.</source>
        <translation>像素与数字之间有一个 128 个单元的隐藏层，并用 Dropout 防止死记硬背。</translation>
    </message>
    <message>
        <source>ResNet</source>
        <translation>ResNet</translation>
    </message>
    <message>
        <source>Two residual blocks: what they compute is added to what they were given, so deep networks learn too.</source>
        <translation>两个残差块：计算结果与输入相加，深层网络也因此能够学习。</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>自编码器</translation>
    </message>
    <message>
        <source>Squeezes a picture into 16 numbers and draws it again from these; its target is its own input.</source>
        <translation>把图像压缩成 16 个数，再由它们重新画出图像；目标就是它自己的输入。</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>Reads a picture row by row, as it would read a text, and names the digit after the last row.</source>
        <translation>像读文字一样逐行读取图像，读完最后一行后说出数字。</translation>
    </message>
    <message>
        <source>Transformer</source>
        <translation>Transformer</translation>
    </message>
    <message>
        <source>Takes the rows of a picture for words: two encoder layers let each row look at all others.</source>
        <translation>把图像的每一行当作一个词：两个编码器层让每一行看到其他所有行。</translation>
    </message>
    <message>
        <source>global average pooling</source>
        <translation>全局平均池化</translation>
    </message>
    <message>
        <source>skip connection</source>
        <translation>跳跃连接</translation>
    </message>
    <message>
        <source>residual</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>average pooling</source>
        <translation>平均池化</translation>
    </message>
    <message>
        <source>%1 is %2, but the input %3 from %5 has only axis 1 (the batch is axis 0); choose 1, or -1 for the last</source>
        <translation>%1 是 %2，但来自 %5 的输入 %3 只有轴 1（批次是轴 0）；请选 1，或用 -1 表示最后一个轴</translation>
    </message>
    <message>
        <source>%1 is %2, but the input %3 from %5 has only axes 1 to %4 (the batch is axis 0); choose one of them, or -1 for the last</source>
        <translation>%1 是 %2，但来自 %5 的输入 %3 只有轴 1 到 %4（批次是轴 0）；请选其中之一，或用 -1 表示最后一个轴</translation>
    </message>
    <message>
        <source>batch normalisation</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>binary cross-entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>deconvolution</source>
        <translation>反卷积</translation>
    </message>
    <message>
        <source>transposed convolution</source>
        <translation>转置卷积</translation>
    </message>
    <message>
        <source>groups is %1, but it must divide both the %2 input channels from %4 and the %3 filters; choose a divisor of both</source>
        <translation>groups 是 %1，但它必须同时整除来自 %4 的 %2 个输入通道和 %3 个滤波器；请选两者的公约数</translation>
    </message>
    <message>
        <source>cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>lookup table</source>
        <translation>查找表</translation>
    </message>
    <message>
        <source>word vectors</source>
        <translation>词向量</translation>
    </message>
    <message>
        <source>start_dim is %1, but the input %2 from %4 has only axes 1 to %3; choose one of them</source>
        <translation>start_dim 是 %1，但来自 %4 的输入 %2 只有轴 1 到 %3；请选其中之一</translation>
    </message>
    <message>
        <source>num_groups is %1, but it must divide the %2 channels of %4 from %5; make it %3, say</source>
        <translation>num_groups 是 %1，但它必须整除来自 %5 的 %4 的 %2 个通道；例如设为 %3</translation>
    </message>
    <message>
        <source>group normalisation</source>
        <translation>组归一化</translation>
    </message>
    <message>
        <source>mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>layer normalisation</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>fully connected</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>max pooling</source>
        <translation>最大池化</translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>self-attention</source>
        <translation>自注意力</translation>
    </message>
    <message>
        <source>dims %1 is no order of the axes of %2 from %4; name each axis from 0 (the batch, which stays first) to %3 once</source>
        <translation>dims %1 不是来自 %4 的 %2 各轴的一种排列；请把从 0（批次，须在首位）到 %3 的每个轴各写一次</translation>
    </message>
    <message>
        <source>recurrent network</source>
        <translation>循环网络</translation>
    </message>
    <message>
        <source>index is %1, but axis %2 of the input %3 from %6 has only %4 places; choose one from 0 to %5, or -1 for the last</source>
        <translation>index 是 %1，但来自 %6 的输入 %3 的轴 %2 只有 %4 个位置；请选 0 到 %5 之一，或用 -1 表示最后一个</translation>
    </message>
    <message>
        <source>interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>kernel_size %1 is larger than its padded input %2 from %4; make it at most %3</source>
        <translation>kernel_size %1 大于来自 %4 的填充后的输入 %2；请设为不大于 %3</translation>
    </message>
    <message>
        <source>%1 is to be watched, but the network answers in numbers, which have no accuracy; watch %2</source>
        <translation>要监视的是 %1，但网络给出的是数值，数值没有准确率；请改为监视 %2</translation>
    </message>
    <message>
        <source>As TensorFlow&apos;s tutorials build it: no padding, 256 features, and Adam.</source>
        <translation>按 TensorFlow 教程搭建：无填充，256 个特征，使用 Adam。</translation>
    </message>
    <message>
        <source>Makes the image brighter or darker.</source>
        <translation>使图像变亮或变暗。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>幅度</translation>
    </message>
    <message>
        <source>All values are multiplied by a factor that lies so far from 1 at most.</source>
        <translation>所有值乘以一个倍数，它与 1 的差不超过此值。</translation>
    </message>
    <message>
        <source>Makes light and dark differ more or less.</source>
        <translation>增大或减小明暗差别。</translation>
    </message>
    <message>
        <source>Distances from the mean are multiplied by a factor that lies so far from 1 at most.</source>
        <translation>与平均值的差乘以一个倍数，它与 1 的差不超过此值。</translation>
    </message>
    <message>
        <source>Bends the image here and there, as if a hand had trembled.</source>
        <translation>使图像各处弯曲，如同手在颤抖。</translation>
    </message>
    <message>
        <source>How far pixels move. With a smoothness of 4, a strength of 34 moves them by one or two pixels.</source>
        <translation>像素移动的程度。平滑度为 4 时，强度 34 会移动一到两个像素。</translation>
    </message>
    <message>
        <source>Smoothness</source>
        <translation>平滑度</translation>
    </message>
    <message>
        <source>Over how many pixels the bend changes; larger is smoother.</source>
        <translation>弯曲在多少像素内变化；越大越平滑。</translation>
    </message>
    <message>
        <source>Makes the image less sharp.</source>
        <translation>使图像变得模糊。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>The widest blur: the deviation of the Gaussian, in pixels.</source>
        <translation>最大模糊程度：高斯的标准差，以像素计。</translation>
    </message>
    <message>
        <source>Adds random noise to every pixel, as a cheap camera does.</source>
        <translation>给每个像素加上随机噪声，如同廉价相机。</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Standard deviation of the noise; an image goes from 0 to 1.</source>
        <translation>噪声的标准差；图像的值从 0 到 1。</translation>
    </message>
    <message>
        <source>Mirrored, a 2, 3, 4, 5, 6, 7 or 9 is no digit any more.</source>
        <translation>左右翻转后，2、3、4、5、6、7、9 不再是数字。</translation>
    </message>
    <message>
        <source>Mirrors the image, left to right; good for things, not for writing.</source>
        <translation>左右翻转图像；适合物体，不适合文字。</translation>
    </message>
    <message>
        <source>Turns light into dark and dark into light.</source>
        <translation>把亮变暗，把暗变亮。</translation>
    </message>
    <message>
        <source>Shows the image as if one looked at it from aside.</source>
        <translation>像从侧面看一样显示图像。</translation>
    </message>
    <message>
        <source>Distortion</source>
        <translation>变形</translation>
    </message>
    <message>
        <source>How far a corner may move inwards, as a share of half of the side.</source>
        <translation>每个角最多向内移动的距离，占边长一半的比例。</translation>
    </message>
    <message>
        <source>Lays a black border around the image and cuts its size out of that at a random place.</source>
        <translation>在图像四周加黑边，再从随机位置裁出原来的大小。</translation>
    </message>
    <message>
        <source>Border</source>
        <translation>边框</translation>
    </message>
    <message>
        <source>Width of the border in pixels: how far the image may move.</source>
        <translation>边框的宽度（像素）：图像最多移动多远。</translation>
    </message>
    <message>
        <source>So large a patch may hide what is shown.</source>
        <translation>这么大的色块可能会遮住内容。</translation>
    </message>
    <message>
        <source>Paints a random rectangle black, so that no single spot decides.</source>
        <translation>把随机矩形涂黑，使任何一处都不能单独决定结果。</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>The largest rectangle, as a share of the image.</source>
        <translation>最大矩形占图像的比例。</translation>
    </message>
    <message>
        <source>Turned by more than 90 degrees, a 6 reads as a 9.</source>
        <translation>旋转超过 90 度后，6 会被认成 9。</translation>
    </message>
    <message>
        <source>Makes what is shown larger or smaller by a random factor.</source>
        <translation>按随机倍数放大或缩小图中的内容。</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>The factor lies between this and the largest; 1 changes nothing.</source>
        <translation>倍数在此值与最大值之间；1 表示不变。</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>The factor lies between the smallest and this; 1 changes nothing.</source>
        <translation>倍数在最小值与此值之间；1 表示不变。</translation>
    </message>
    <message>
        <source>Slants the image to the left or right, as handwriting leans.</source>
        <translation>使图像向左或向右倾斜，如同手写体的倾斜。</translation>
    </message>
    <message>
        <source>The largest slant, in either direction.</source>
        <translation>最大倾斜角度，两个方向均可。</translation>
    </message>
    <message>
        <source>So far a shift may push what is shown out of the image.</source>
        <translation>移动这么远，可能会把内容推出图像之外。</translation>
    </message>
    <message>
        <source>Moves the image by a random distance to any side.</source>
        <translation>把图像向任意方向随机移动一段距离。</translation>
    </message>
    <message>
        <source>Fraction</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>The longest way, as a share of the image&apos;s width and height.</source>
        <translation>最大移动距离，占图像宽和高的比例。</translation>
    </message>
    <message>
        <source>Upside down, a 2 looks like a 5, and a 4, 6, 7 or 9 is no digit any more.</source>
        <translation>上下翻转后，2 像 5，而 4、6、7、9 不再是数字。</translation>
    </message>
    <message>
        <source>Mirrors the image, top to bottom; good where there is no up and down.</source>
        <translation>上下翻转图像；适合没有上下之分的内容。</translation>
    </message>
    <message>
        <source>No text was chosen, and no data folder has one in its folder text; choose a file, or name it as text:FILE.</source>
        <translation>没有选择文本，数据文件夹的 text 子文件夹中也没有；请选择一个文件，或以 text:FILE 指定。</translation>
    </message>
    <message>
        <source>%1 has %2 bytes, but windows of %3 need at least %4; choose a longer text or a smaller length.</source>
        <translation>%1 有 %2 个字节，但长度为 %3 的窗口至少需要 %4 个；请选择更长的文本或更小的长度。</translation>
    </message>
    <message>
        <source>A text, read byte by byte: what follows is the answer at each place. Takes an Embedding first, and a score for each byte last.</source>
        <translation>逐字节读取的文本：每个位置的答案是其后的字节。网络开头需要 Embedding，末尾需要对每个字节给出分数。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The text; left empty, the first one in the folder text of the data folders.</source>
        <translation>文本文件；留空则使用数据文件夹中 text 子文件夹的第一个。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>How many bytes a sample has: the Input&apos;s shape.</source>
        <translation>一个样本有多少字节，即 Input 的形状。</translation>
    </message>
    <message>
        <source>A network that writes takes bytes (T) and gives %1 scores at each; this one takes %2 and gives %3.</source>
        <translation>能写作的网络接收字节 (T)，并在每处给出 %1 个分数；这个网络接收 %2，给出 %3。</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>The share of batches that it mixes; another step that mixes may have the rest.</source>
        <translation>混合的批次所占的比例；其余批次可由另一个混合步骤处理。</translation>
    </message>
    <message>
        <source>The share of images that it changes.</source>
        <translation>被改变的图像所占的比例。</translation>
    </message>
    <message>
        <source>%1 cannot mix samples that are words; remove it or switch it off</source>
        <translation>%1 无法混合由词元组成的样本；请将其删除或停用</translation>
    </message>
    <message>
        <source>%1 cannot mix answers that have a class at each place; remove it or switch it off</source>
        <translation>%1 无法混合每个位置各有一个类别的答案；请将其删除或停用</translation>
    </message>
    <message>
        <source>%1 mixes images, but a sample of these data is none; remove it or switch it off</source>
        <translation>%1 混合的是图像，而这些数据的样本不是图像；请将其删除或停用</translation>
    </message>
    <message>
        <source>Pastes a rectangle of another image of the batch into each one, and mixes their answers by its area.</source>
        <translation>将批次中另一张图像的一个矩形贴到每张图像中，并按其面积混合两者的答案。</translation>
    </message>
    <message>
        <source>Evenness</source>
        <translation>均匀度</translation>
    </message>
    <message>
        <source>Alpha: near 0 the rectangle is all or nothing, 1 gives all areas alike, more gives halves.</source>
        <translation>α：接近 0 时矩形要么是全部要么没有，1 时各种面积机会均等，更大则趋于一半。</translation>
    </message>
    <message>
        <source>Lays another image of the batch over each one, and mixes their answers as much; makes the network less sure of itself.</source>
        <translation>将批次中的另一张图像叠加到每张图像上，并以同样的比例混合两者的答案；让网络不至于过于自信。</translation>
    </message>
    <message>
        <source>Alpha: near 0 one of the two images prevails, 1 gives all shares alike, more gives halves.</source>
        <translation>α：接近 0 时两张图像之一占优，1 时各种比例机会均等，更大则趋于各半。</translation>
    </message>
    <message>
        <source>Digits: turn, scale, shift</source>
        <translation>数字：旋转、缩放、平移</translation>
    </message>
    <message>
        <source>Handwriting: slant and bend as well</source>
        <translation>手写：另加倾斜和弯曲</translation>
    </message>
    <message>
        <source>Photographs: mirror, crop, light</source>
        <translation>照片：镜像、裁剪、明暗</translation>
    </message>
    <message>
        <source>Mixed images: overlaid or pasted</source>
        <translation>混合图像：叠加或粘贴</translation>
    </message>
    <message>
        <source>No samples are kept for validation; raise their share or evaluate on another set.</source>
        <translation>没有留作验证的样本；请增大验证比例，或换一个样本集来评估。</translation>
    </message>
    <message>
        <source>%1 has no test samples; evaluate on another set.</source>
        <translation>%1 没有测试样本；请换一个样本集来评估。</translation>
    </message>
    <message>
        <source>update / weight = %1</source>
        <translation>更新 / 权重 = %1</translation>
    </message>
    <message>
        <source>gradient = %1 × that of other layers</source>
        <translation>梯度 = 其他层的 %1 倍</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <source>Its weights or gradients are no longer numbers: lower the learning rate, or limit the gradient.</source>
        <translation>它的权重或梯度已不再是数字:请降低学习率,或限制梯度。</translation>
    </message>
    <message>
        <source>%1 never active</source>
        <translation>%1 从不激活</translation>
    </message>
    <message>
        <source>%1 of its units are never active: lower the learning rate, or use LeakyReLU.</source>
        <translation>其 %1 的单元从不激活:请降低学习率,或改用 LeakyReLU。</translation>
    </message>
    <message>
        <source>Its gradient explodes: it is %1 times that of other layers; limit the gradient, or put a normalisation before it.</source>
        <translation>它的梯度爆炸:是其他层的 %1 倍;请限制梯度,或在它前面加一个归一化层。</translation>
    </message>
    <message>
        <source>A step changes its weights by %1, so that it forgets what it learned: lower the learning rate.</source>
        <translation>每一步都使其权重改变 %1,学到的会被忘掉:请降低学习率。</translation>
    </message>
    <message>
        <source>no gradient</source>
        <translation>没有梯度</translation>
    </message>
    <message>
        <source>No gradient reaches its weights: see whether the units behind it are active, and whether it leads to the loss.</source>
        <translation>没有梯度到达它的权重:请看看它后面的单元是否激活,以及它是否通向损失。</translation>
    </message>
    <message>
        <source>Its gradient vanishes: it is %1 of that of other layers; use ReLU, a normalisation or a way around the layers behind it.</source>
        <translation>它的梯度消失:只有其他层的 %1;请使用 ReLU、归一化,或绕过它后面各层的捷径。</translation>
    </message>
    <message>
        <source>Its weights hardly move: raise the learning rate.</source>
        <translation>它的权重几乎不动:请提高学习率。</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>It is frozen: its weights stay as they are.</source>
        <translation>它已冻结:权重保持不变。</translation>
    </message>
    <message>
        <source>It learns well.</source>
        <translation>它学得很好。</translation>
    </message>
    <message>
        <source>Its units are active.</source>
        <translation>它的单元是激活的。</translation>
    </message>
    <message>
        <source>The machine has not enough free memory to evaluate the network; close other programs or make the network smaller.</source>
        <translation>机器的空闲内存不足以评估该网络；请关闭其他程序或缩小网络。</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>Switch %1 off</source>
        <translation>停用 %1</translation>
    </message>
    <message>
        <source>%1 never has its turn, for %2 before it mixes every batch; lower the probability of %2</source>
        <translation>%1 永远轮不到，因为它前面的 %2 会混合每一个批次；请降低 %2 的概率</translation>
    </message>
    <message>
        <source>Let %1 mix half of them</source>
        <translation>让 %1 只混合一半的批次</translation>
    </message>
    <message>
        <source>There is no network to evaluate yet: draw one and choose data.</source>
        <translation>还没有可评估的网络：请先画一个网络并选择数据。</translation>
    </message>
    <message>
        <source>The machine has not enough free memory for a copy of the weights; close other programs or make the network smaller.</source>
        <translation>机器的空闲内存不足以复制权重；请关闭其他程序或缩小网络。</translation>
    </message>
    <message>
        <source>The machine has not enough free memory to show samples; close other programs.</source>
        <translation>机器的空闲内存不足以显示样本；请关闭其他程序。</translation>
    </message>
    <message>
        <source>Most of its units are active.</source>
        <translation>它的大多数单元是激活的。</translation>
    </message>
    <message>
        <source>%1 does not begin with the names of a run&apos;s figures (step,epoch,split,loss,...); it cannot be shown.</source>
        <translation>%1 的开头不是运行数据的列名 (step,epoch,split,loss,...)，无法显示。</translation>
    </message>
    <message>
        <source>Line %2 of %1 is not a row of a run&apos;s figures; the run cannot be shown.</source>
        <translation>%1 的第 %2 行不是运行数据，无法显示这次运行。</translation>
    </message>
    <message>
        <source>The data source %1 takes nothing after a colon but settings as key=value; write just %1.</source>
        <translation>数据源 %1 的冒号后只能写形如 key=value 的设置；请只写 %1。</translation>
    </message>
    <message>
        <source>%1, where the drawings of My digits are kept, is damaged; put a copy of it back, or move it away to begin anew.</source>
        <translation>保存“我的数字”图画的文件 %1 已损坏；请放回一份副本，或将它移走以重新开始。</translation>
    </message>
    <message>
        <source>There is no folder to keep drawings in; set HOME or XDG_DATA_HOME to one.</source>
        <translation>没有可以保存图画的文件夹；请将 HOME 或 XDG_DATA_HOME 设为一个文件夹。</translation>
    </message>
    <message>
        <source>My digits holds %1 drawings, which is all there is room for; delete some.</source>
        <translation>“我的数字”已有 %1 幅图画，已经放满；请删除一些。</translation>
    </message>
    <message>
        <source>A data set has one drawing to learn from and another to test with; keep two at least.</source>
        <translation>数据集需要一幅图画用于学习，另一幅用于测试；请至少保留两幅。</translation>
    </message>
    <message>
        <source>%1 is there already; choose a folder without IDX files.</source>
        <translation>%1 已经存在；请选择没有 IDX 文件的文件夹。</translation>
    </message>
    <message>
        <source>My digits holds one drawing, but one to learn from and one to test with are needed; keep another, or mix them with other data.</source>
        <translation>“我的数字”只有一幅图画，但需要一幅用于学习、一幅用于测试；请再保留一幅，或与其他数据混合。</translation>
    </message>
    <message>
        <source>My digits cannot be mixed with themselves; name other data.</source>
        <translation>“我的数字”不能与自身混合；请指定其他数据。</translation>
    </message>
    <message>
        <source>My digits can be mixed with data of one class for each image of %1, but the samples of %2 are of %3; choose other data.</source>
        <translation>“我的数字”只能与每幅 %1 图像有一个类别的数据混合，而 %2 的样本是 %3；请选择其他数据。</translation>
    </message>
    <message>
        <source>A drawing of My digits is a %1, but %2 has only %3 classes; choose other data or delete that drawing.</source>
        <translation>“我的数字”中有一幅图画是 %1，而 %2 只有 %3 个类别；请另选数据或删除该图画。</translation>
    </message>
    <message>
        <source>Nothing was kept in My digits yet; draw a digit on the pad, and say below it which one it is.</source>
        <translation>“我的数字”中还没有图画；请在画板上画一个数字，并在下方说明它是哪个数字。</translation>
    </message>
    <message>
        <source>The drawings that you labelled below the pad and kept, alone or among samples of other data.</source>
        <translation>您在画板下方标注并保留的图画，单独使用或与其他数据的样本混合。</translation>
    </message>
    <message>
        <source>Mixed with</source>
        <translation>混入</translation>
    </message>
    <message>
        <source>Other data whose samples come between the drawings, so that they are not forgotten: mnist, digits or idx:FOLDER. Left empty, there are the drawings alone.</source>
        <translation>其样本与图画混在一起、以免被遗忘的其他数据：mnist、digits 或 idx:文件夹。留空则只有图画。</translation>
    </message>
    <message>
        <source>mixed with nothing</source>
        <translation>不混入其他数据</translation>
    </message>
    <message>
        <source>Samples of these</source>
        <translation>混入的样本数</translation>
    </message>
    <message>
        <source>How many of the other data an epoch has.</source>
        <translation>每轮有多少其他数据的样本。</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>How often an epoch has each drawing, where they are mixed.</source>
        <translation>混合时，每轮中每幅图画出现的次数。</translation>
    </message>
    <message>
        <source>The picture is nearly the same everywhere: there is no ink to see in it.</source>
        <translation>图片各处几乎一样：看不到墨迹。</translation>
    </message>
    <message>
        <source>The microscope needs a network with one Input and a loss.</source>
        <translation>显微镜需要有一个 Input 和一个损失函数的网络。</translation>
    </message>
    <message>
        <source>The samples do not fit the network&apos;s Input.</source>
        <translation>样本与网络的 Input 不符。</translation>
    </message>
    <message>
        <source>So many numbers cannot be kept (%1, at most %2): take fewer samples or a smaller network.</source>
        <translation>无法保存这么多数值（%1，最多 %2）：请减少样本或使用较小的网络。</translation>
    </message>
    <message>
        <source>The machine has not enough free memory for the microscope; take fewer samples or close other programs.</source>
        <translation>显微镜所需的可用内存不足；请减少样本或关闭其他程序。</translation>
    </message>
    <message>
        <source>The machine has not enough free memory for this model.</source>
        <translation>机器的空闲内存不足以载入这个模型。</translation>
    </message>
    <message>
        <source>This model takes %1, which the pad does not draw.</source>
        <translation>这个模型需要 %1，画板画不出。</translation>
    </message>
    <message>
        <source>This model gives %1 and not a probability a class.</source>
        <translation>这个模型给出 %1，而不是每个类别一个概率。</translation>
    </message>
    <message>
        <source>No gradient leads to %1.</source>
        <translation>没有梯度通向 %1。</translation>
    </message>
    <message>
        <source>Another program keeps %1 busy; close it and try again.</source>
        <translation>另一个程序正在占用 %1；请关闭它后重试。</translation>
    </message>
    <message>
        <source>My digits cannot be mixed with the data %1, which this network learned; choose the data My digits and train on them alone.</source>
        <translation>“我的数字”不能与该网络学过的数据 %1 混合；请选择数据“我的数字”并单独用它训练。</translation>
    </message>
    <message>
        <source>The weights of one epoch take %1 MB, so that none are kept within %2 MB; let kept epochs take more.</source>
        <translation>一轮的权重占 %1 MB，在 %2 MB 内一轮也保留不下；请让保留的轮占用更多内存。</translation>
    </message>
    <message>
        <source>The machine has not enough free memory to keep more epochs; close other programs, or let kept epochs take less.</source>
        <translation>机器的可用内存不足，无法保留更多轮；请关闭其他程序，或让保留的轮占用更少内存。</translation>
    </message>
    <message>
        <source>The machine has not enough free memory to look at a past epoch; close other programs or make the network smaller.</source>
        <translation>机器的可用内存不足，无法查看过去的轮；请关闭其他程序或缩小网络。</translation>
    </message>
    <message>
        <source>Epoch %1 is not kept any more; choose another.</source>
        <translation>第 %1 轮已不再保留；请选择其他轮。</translation>
    </message>
    <message>
        <source>There are no learned weights to go on from; train the network first.</source>
        <translation>没有可以继续学习的权重；请先训练网络。</translation>
    </message>
    <message>
        <source>There are no data yet: choose some, or wait until they are read.</source>
        <translation>还没有数据：请选择数据，或等待读取完成。</translation>
    </message>
    <message>
        <source>A drawing has no answer that this network could be compared with; choose a sample.</source>
        <translation>手绘没有可与此网络比较的答案；请选择一个样本。</translation>
    </message>
    <message>
        <source>There are no samples to look at.</source>
        <translation>没有可查看的样本。</translation>
    </message>
</context>
<context>
    <name>loom::ui::ActivationsPanel</name>
    <message>
        <source>Select a layer on the canvas to see what it makes of a sample.</source>
        <translation>在画布上选择一层，查看它对样本的输出。</translation>
    </message>
    <message>
        <source>Nothing to see of %1 yet. Train, or take one step, to fill it.</source>
        <translation>%1 还没有激活值。开始训练或单步执行后会在此显示。</translation>
    </message>
    <message>
        <source>%1 channels of %2×%3</source>
        <translation>%1 个 %2×%3 的通道</translation>
    </message>
    <message>
        <source>%1 values</source>
        <translation>%1 个值</translation>
    </message>
    <message>
        <source>your drawing</source>
        <translation>手绘图像</translation>
    </message>
    <message>
        <source>sample %1</source>
        <translation>样本 %1</translation>
    </message>
    <message>
        <source>scale per channel</source>
        <translation>按通道缩放</translation>
    </message>
    <message>
        <source>Colour every channel by its own lowest and highest value</source>
        <translation>按每个通道自身的最小值和最大值着色</translation>
    </message>
    <message>
        <source>Activations of the selected layer</source>
        <translation>选中层的激活值</translation>
    </message>
    <message>
        <source>What is shown of the layer</source>
        <translation>显示这一层的什么</translation>
    </message>
    <message>
        <source>viridis</source>
        <translation>viridis</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>blue to red</source>
        <translation>蓝到红</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Colours of the maps; blue to red has zero in its middle</source>
        <translation>特征图的颜色;“蓝到红”以零为中心</translation>
    </message>
    <message>
        <source>Samples that excite the channel most</source>
        <translation>最能激活该通道的样本</translation>
    </message>
    <message>
        <source>maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>filters</source>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>histograms</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>states</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>top samples</source>
        <translation>最强样本</translation>
    </message>
    <message>
        <source>Looking for the validation samples that excite channel %1 most.</source>
        <translation>正在寻找最能激活通道 %1 的验证样本。</translation>
    </message>
    <message>
        <source>Looking for the training samples that excite channel %1 most.</source>
        <translation>正在寻找最能激活通道 %1 的训练样本。</translation>
    </message>
    <message>
        <source>%1 channels of %2</source>
        <translation>%1 个长 %2 的通道</translation>
    </message>
    <message>
        <source>test sample %1</source>
        <translation>测试样本 %1</translation>
    </message>
    <message>
        <source>sample “%1”</source>
        <translation>样本“%1”</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>channel %1</source>
        <translation>通道 %1</translation>
    </message>
    <message>
        <source>%1: never active for %2 samples</source>
        <translation>%1:%2 个样本以来从未激活</translation>
    </message>
    <message>
        <source>%1: %2 to %3 · mean %4 · deviation %5 · %6 zeros</source>
        <translation>%1:%2 到 %3 · 均值 %4 · 标准差 %5 · %6 为零</translation>
    </message>
    <message>
        <source>as the run began</source>
        <translation>训练开始时</translation>
    </message>
    <message>
        <source>after epoch %1</source>
        <translation>第 %1 轮之后</translation>
    </message>
</context>
<context>
    <name>loom::ui::AnalyseModel</name>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 个层</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Output shape</source>
        <translation>输出形状</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Share of all parameters</source>
        <translation>占全部参数的比例</translation>
    </message>
    <message>
        <source>FLOPs</source>
        <translation>FLOPs</translation>
    </message>
    <message>
        <source>Share of all FLOPs</source>
        <translation>占全部 FLOPs 的比例</translation>
    </message>
    <message>
        <source>%1. Click to sort, again to turn round, a third time for the network&apos;s order.</source>
        <translation>%1。点击排序，再点反向，第三次恢复网络顺序。</translation>
    </message>
</context>
<context>
    <name>loom::ui::AnalysePanel</name>
    <message>
        <source>Network&apos;s order</source>
        <translation>网络顺序</translation>
    </message>
    <message>
        <source>The table is in the clipboard as CSV.</source>
        <translation>表格已以 CSV 格式复制到剪贴板。</translation>
    </message>
    <message>
        <source>The table is in the clipboard as Markdown.</source>
        <translation>表格已以 Markdown 格式复制到剪贴板。</translation>
    </message>
    <message>
        <source>Layers and their costs</source>
        <translation>各层及其开销</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>For one sample, forward. A multiply-add counts as two FLOPs.</source>
        <translation>按单个样本前向计算，一次乘加计为两个 FLOP。</translation>
    </message>
    <message>
        <source>No layers yet. What each one gives and costs will stand here: drag a layer onto the canvas, or press Tab there.</source>
        <translation>还没有层。每一层的输出和开销会列在这里：把层拖到画布上，或在画布上按 Tab。</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
</context>
<context>
    <name>loom::ui::ArrangeCommands</name>
    <message>
        <source>&amp;Bypass</source>
        <translation>旁路(&amp;B)</translation>
    </message>
    <message>
        <source>Hand the input on unchanged, as if the layer were not there</source>
        <translation>将输入原样传递，如同该层不存在</translation>
    </message>
    <message>
        <source>A&amp;lign and Distribute</source>
        <translation>对齐与分布(&amp;L)</translation>
    </message>
    <message>
        <source>Align &amp;Left</source>
        <translation>左对齐(&amp;L)</translation>
    </message>
    <message>
        <source>Align &amp;Centres</source>
        <translation>水平居中对齐(&amp;C)</translation>
    </message>
    <message>
        <source>Align &amp;Right</source>
        <translation>右对齐(&amp;R)</translation>
    </message>
    <message>
        <source>Align &amp;Tops</source>
        <translation>顶端对齐(&amp;T)</translation>
    </message>
    <message>
        <source>Align &amp;Middles</source>
        <translation>垂直居中对齐(&amp;M)</translation>
    </message>
    <message>
        <source>Align &amp;Bottoms</source>
        <translation>底端对齐(&amp;B)</translation>
    </message>
    <message>
        <source>Distribute &amp;Horizontally</source>
        <translation>水平分布(&amp;H)</translation>
    </message>
    <message>
        <source>Distribute &amp;Vertically</source>
        <translation>垂直分布(&amp;V)</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 个层</translation>
    </message>
    <message>
        <source>Bypass %1</source>
        <translation>旁路 %1</translation>
    </message>
    <message>
        <source>Switch on %1</source>
        <translation>启用 %1</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Distribute</source>
        <translation>分布</translation>
    </message>
</context>
<context>
    <name>loom::ui::AugmentationCard</name>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Remove this transform</source>
        <translation>删除此变换</translation>
    </message>
    <message>
        <source>Apply this transform</source>
        <translation>应用此变换</translation>
    </message>
    <message>
        <source>Drag to another place; or press Alt and an arrow key</source>
        <translation>拖到别的位置；或按 Alt 和方向键</translation>
    </message>
</context>
<context>
    <name>loom::ui::AugmentationList</name>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>移动 %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Add transform</source>
        <translation>添加变换</translation>
    </message>
    <message>
        <source>Change training images a little each time, so that the network learns what matters</source>
        <translation>每次略微改变训练图像，让网络学到真正重要的特征</translation>
    </message>
</context>
<context>
    <name>loom::ui::AugmentationPanel</name>
    <message>
        <source>Training samples after augmentation</source>
        <translation>数据增强后的训练样本</translation>
    </message>
    <message>
        <source>The data are being loaded: %1</source>
        <translation>正在加载数据：%1</translation>
    </message>
    <message>
        <source>These data have no samples to learn from.</source>
        <translation>这些数据没有可供学习的样本。</translation>
    </message>
    <message>
        <source>A sample of these data is no picture that can be shown; augmentation changes pictures only.</source>
        <translation>这些数据的样本不是可以显示的图片；数据增强只改变图片。</translation>
    </message>
    <message>
        <source>Every image is used as it is. A transform turns, shifts or bends it a little each time the network sees it, which makes more of few samples.
Begin with “Add transform”: this sample then stands here as the network gets it, two dozen times.</source>
        <translation>每张图像都原样使用。变换会在网络每次看到图像时将它略微旋转、平移或弯曲，让少量样本发挥更大作用。
请从“添加变换”开始：这个样本随后会以网络得到的样子在这里显示二十四次。</translation>
    </message>
    <message>
        <source>Sample %1 of %2</source>
        <translation>样本 %1 / %2</translation>
    </message>
    <message>
        <source>%1 · label %2</source>
        <translation>%1 · 标签 %2</translation>
    </message>
    <message>
        <source>before</source>
        <translation>变换前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>变换后</translation>
    </message>
    <message>
        <source>Picture %1 of %2: %3</source>
        <translation>第 %1 张图片，共 %2 张：%3</translation>
    </message>
    <message>
        <source>Show the training sample before</source>
        <translation>显示上一个训练样本</translation>
    </message>
    <message>
        <source>Show the next training sample</source>
        <translation>显示下一个训练样本</translation>
    </message>
    <message>
        <source>shuffle</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Show any other training sample</source>
        <translation>随机显示另一个训练样本</translation>
    </message>
    <message>
        <source>24 samples</source>
        <translation>24 个样本</translation>
    </message>
    <message>
        <source>This sample and those after it, as the first epoch gets them</source>
        <translation>此样本及其后的样本在第一轮训练中的样子</translation>
    </message>
    <message>
        <source>The sample before and after augmentation</source>
        <translation>数据增强前后的样本</translation>
    </message>
    <message>
        <source>One sample</source>
        <translation>一个样本</translation>
    </message>
    <message>
        <source>The same sample 24 times, as one epoch after the other gets it</source>
        <translation>同一个样本的 24 种样子，即一轮又一轮训练所得到的</translation>
    </message>
</context>
<context>
    <name>loom::ui::BlockChip</name>
    <message>
        <source>A block of your own with %1 layers.</source>
        <translation>自定义块，含 %1 个层。</translation>
    </message>
    <message>
        <source>&amp;Remove from the Palette</source>
        <translation>从面板中移除(&amp;R)</translation>
    </message>
</context>
<context>
    <name>loom::ui::BlockCommands</name>
    <message>
        <source>&amp;Group into a Block</source>
        <translation>编组为块(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>取消编组(&amp;U)</translation>
    </message>
    <message>
        <source>Take &amp;Out of the Block</source>
        <translation>移出该块(&amp;O)</translation>
    </message>
    <message>
        <source>Block &amp;Colour</source>
        <translation>块颜色(&amp;C)</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>&amp;Open the Block</source>
        <translation>展开块(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Fold the Block</source>
        <translation>折叠块(&amp;F)</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>块 %1</translation>
    </message>
    <message>
        <source>Group %1 layers</source>
        <translation>将 %1 个层编组</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消编组</translation>
    </message>
    <message>
        <source>Take out of the block</source>
        <translation>移出块</translation>
    </message>
    <message>
        <source>Fold %1</source>
        <translation>折叠 %1</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>展开 %1</translation>
    </message>
    <message>
        <source>Rename a block</source>
        <translation>重命名块</translation>
    </message>
    <message>
        <source>Colour a block</source>
        <translation>更改块颜色</translation>
    </message>
    <message>
        <source>&amp;Keep in the Palette</source>
        <translation>保存到面板(&amp;K)</translation>
    </message>
    <message>
        <source>%1 is in the palette now, below &quot;Own blocks&quot;.</source>
        <translation>%1 已加入面板的“自定义块”。</translation>
    </message>
</context>
<context>
    <name>loom::ui::Canvas</name>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Insert %1</source>
        <translation>插入 %1</translation>
    </message>
    <message>
        <source>Wire %1 to %2</source>
        <translation>将 %1 连到 %2</translation>
    </message>
    <message>
        <source>Remove a wire</source>
        <translation>删除连线</translation>
    </message>
    <message>
        <source>Move into a block</source>
        <translation>移入块</translation>
    </message>
    <message>
        <source>Widen a note</source>
        <translation>调整注释宽度</translation>
    </message>
    <message>
        <source>The network as a drawing. Tab adds a layer; arrow keys walk along the wires, Enter goes to the settings, Ctrl and arrow keys move what is selected, F6 leaves.</source>
        <translation>以图形表示的网络。Tab 添加层；方向键沿连线行走，回车进入设置，Ctrl 加方向键移动所选内容，F6 离开。</translation>
    </message>
    <message>
        <source>%1 layers selected</source>
        <translation>已选中 %1 层</translation>
    </message>
    <message>
        <source>%1. Output: %2</source>
        <translation>%1。输出：%2</translation>
    </message>
    <message>
        <source>values %1 to %2, mean %3</source>
        <translation>值 %1 到 %2,均值 %3</translation>
    </message>
    <message>
        <source>gradient back %1</source>
        <translation>回传梯度 %1</translation>
    </message>
    <message>
        <source>no gradient flows back</source>
        <translation>没有梯度回传</translation>
    </message>
</context>
<context>
    <name>loom::ui::CanvasCommands</name>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>创建副本(&amp;D)</translation>
    </message>
    <message>
        <source>D&amp;elete</source>
        <translation>删除(&amp;E)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>重命名(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Add Layer…</source>
        <translation>添加层(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Tidy Up</source>
        <translation>整理布局(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Fit to Window</source>
        <translation>适应窗口(&amp;F)</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Actual Size</source>
        <translation>实际大小(&amp;A)</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>移动 %1</translation>
    </message>
    <message>
        <source>Move %1 layers</source>
        <translation>移动 %1 个层</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove a wire</source>
        <translation>删除连线</translation>
    </message>
    <message>
        <source>The clipboard holds no layers.</source>
        <translation>剪贴板中没有层。</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Remove a note</source>
        <translation>删除注释</translation>
    </message>
    <message>
        <source>Lay out all layers afresh, or those that are selected</source>
        <translation>重新排列所有层，或只排列选中的层</translation>
    </message>
    <message>
        <source>Zoom to &amp;Selection</source>
        <translation>缩放到所选内容(&amp;S)</translation>
    </message>
    <message>
        <source>Show what is selected as large as it fits</source>
        <translation>将所选内容放大到刚好充满视图</translation>
    </message>
    <message>
        <source>Select a layer, a block or a note first.</source>
        <translation>请先选择一个层、块或注释。</translation>
    </message>
    <message>
        <source>Move a note</source>
        <translation>移动注释</translation>
    </message>
    <message>
        <source>Move %1 things</source>
        <translation>移动 %1 个对象</translation>
    </message>
</context>
<context>
    <name>loom::ui::ChartAxis</name>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1 of training</source>
        <translation>已训练 %1</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>loom::ui::ChartDrawing</name>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>best %1 · epoch %2</source>
        <translation>最佳 %1 · 第 %2 轮</translation>
    </message>
    <message>
        <source>Press Train, and it is drawn here.</source>
        <translation>按下“训练”，曲线就会画在这里。</translation>
    </message>
    <message>
        <source>Not known for these runs.</source>
        <translation>这些运行没有记录它。</translation>
    </message>
</context>
<context>
    <name>loom::ui::ChartExport</name>
    <message>
        <source>Export %1</source>
        <translation>导出“%1”</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Figures (*.csv)</source>
        <translation>数据表 (*.csv)</translation>
    </message>
    <message>
        <source>train, every batch</source>
        <translation>训练，每个批次</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
</context>
<context>
    <name>loom::ui::ChartReading</name>
    <message>
        <source>train %1 · this batch %2</source>
        <translation>训练 %1 · 本批次 %2</translation>
    </message>
    <message>
        <source>train %1</source>
        <translation>训练 %1</translation>
    </message>
    <message>
        <source>validation %1 after epoch %2 · the best</source>
        <translation>第 %2 轮后验证 %1 · 最佳</translation>
    </message>
    <message>
        <source>validation %1 after epoch %2</source>
        <translation>第 %2 轮后验证 %1</translation>
    </message>
    <message>
        <source>validation %1</source>
        <translation>验证 %1</translation>
    </message>
</context>
<context>
    <name>loom::ui::ChartTools</name>
    <message>
        <source>smoothing %1</source>
        <translation>平滑 %1</translation>
    </message>
    <message>
        <source>no smoothing</source>
        <translation>不平滑</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>All charts as PNG, SVG or CSV...</source>
        <translation>全部图表导出为 PNG、SVG 或 CSV…</translation>
    </message>
    <message>
        <source>%1 as PNG, SVG or CSV...</source>
        <translation>%1导出为 PNG、SVG 或 CSV…</translation>
    </message>
    <message>
        <source>compare (%1)</source>
        <translation>比较 (%1)</translation>
    </message>
    <message>
        <source>compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Which charts are shown</source>
        <translation>显示哪些图表</translation>
    </message>
    <message>
        <source>What the charts run over: epochs, steps or seconds of training</source>
        <translation>图表的横轴：轮次、步数或训练时间</translation>
    </message>
    <message>
        <source>How much of the noise between batches the strong curve leaves out</source>
        <translation>粗线滤去多少批次之间的噪声</translation>
    </message>
    <message>
        <source>The scale of all charts but the accuracy</source>
        <translation>除准确率外所有图表的刻度</translation>
    </message>
    <message>
        <source>Lay past runs of this project behind the curves</source>
        <translation>在曲线后面画出本项目以往的运行</translation>
    </message>
    <message>
        <source>Save charts as a picture or their figures as a table</source>
        <translation>把图表存为图片，或把数据存为表格</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Scale of the charts</source>
        <translation>图表的刻度</translation>
    </message>
    <message>
        <source>Compare with past runs</source>
        <translation>与以往的运行比较</translation>
    </message>
    <message>
        <source>Export charts</source>
        <translation>导出图表</translation>
    </message>
</context>
<context>
    <name>loom::ui::ClassModel</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>判为此类</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Most often taken for</source>
        <translation>最常被当作</translation>
    </message>
    <message>
        <source>How many samples are of this class</source>
        <translation>有多少样本属于此类</translation>
    </message>
    <message>
        <source>How many samples the network said to be of this class</source>
        <translation>网络把多少样本判为此类</translation>
    </message>
    <message>
        <source>Of the samples said to be of this class, the share that is</source>
        <translation>被判为此类的样本中，确实属于此类的比例</translation>
    </message>
    <message>
        <source>Of the samples of this class, the share that was recognised</source>
        <translation>此类样本中被认出的比例</translation>
    </message>
    <message>
        <source>The harmonic mean of precision and recall</source>
        <translation>精确率与召回率的调和平均</translation>
    </message>
</context>
<context>
    <name>loom::ui::ClassTable</name>
    <message>
        <source>Figures of each class</source>
        <translation>各类别的指标</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
</context>
<context>
    <name>loom::ui::ComparePopup</name>
    <message>
        <source>Looking for runs...</source>
        <translation>正在查找运行…</translation>
    </message>
    <message>
        <source>No run has these words.</source>
        <translation>没有运行包含这些词。</translation>
    </message>
    <message>
        <source>Past runs of this project stand here. Save the project and train: each run is kept in a folder beside it.</source>
        <translation>这里会列出本项目以往的运行。请保存项目并训练：每次运行都保存在项目旁的文件夹里。</translation>
    </message>
    <message>
        <source>Search runs...</source>
        <translation>搜索运行…</translation>
    </message>
    <message>
        <source>Search runs</source>
        <translation>搜索运行</translation>
    </message>
    <message>
        <source>Runs to compare with</source>
        <translation>用来比较的运行</translation>
    </message>
    <message>
        <source>Compare with none</source>
        <translation>不再比较</translation>
    </message>
    <message>
        <source>Compare with past runs</source>
        <translation>与以往的运行比较</translation>
    </message>
</context>
<context>
    <name>loom::ui::CompareRuns</name>
    <message>
        <source>validation %1</source>
        <translation>验证 %1</translation>
    </message>
    <message>
        <source>validation loss %1</source>
        <translation>验证损失 %1</translation>
    </message>
    <message>
        <source>accuracy %1</source>
        <translation>准确率 %1</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>损失 %1</translation>
    </message>
    <message>
        <source>best epoch %1</source>
        <translation>最佳为第 %1 轮</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>not ended</source>
        <translation>未结束</translation>
    </message>
    <message>
        <source>Previous run</source>
        <translation>上一次运行</translation>
    </message>
    <message>
        <source>%1, previous run</source>
        <translation>%1，上一次运行</translation>
    </message>
    <message>
        <source>This run ended before its first batch; it has no curves.</source>
        <translation>这次运行在第一个批次之前就结束了，没有曲线。</translation>
    </message>
</context>
<context>
    <name>loom::ui::ConfusionChart</name>
    <message>
        <source>%1 of %2 (%3)</source>
        <translation>%2 个中的 %1 个（%3）</translation>
    </message>
    <message>
        <source>%1 recognised: %2</source>
        <translation>认出 %1：%2</translation>
    </message>
    <message>
        <source>%1 taken for %2: %3</source>
        <translation>%1 被当作 %2：%3</translation>
    </message>
</context>
<context>
    <name>loom::ui::DataPanel</name>
    <message>
        <source>Getting ready: %1</source>
        <translation>正在准备：%1</translation>
    </message>
    <message>
        <source>train %1 · validation %2 · test %3</source>
        <translation>训练 %1 · 验证 %2 · 测试 %3</translation>
    </message>
    <message>
        <source>Samples appear here when training starts.</source>
        <translation>开始训练后，样本会显示在这里。</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>Folder of the data</source>
        <translation>数据所在文件夹</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Data source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Some training samples</source>
        <translation>部分训练样本</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>File of the data</source>
        <translation>数据文件</translation>
    </message>
    <message>
        <source>Choose the data</source>
        <translation>选择数据</translation>
    </message>
</context>
<context>
    <name>loom::ui::Dividers</name>
    <message>
        <source>&amp;Divider</source>
        <translation>分隔条(&amp;D)</translation>
    </message>
    <message>
        <source>Move &amp;Left</source>
        <translation>左移(&amp;L)</translation>
    </message>
    <message>
        <source>Move &amp;Right</source>
        <translation>右移(&amp;R)</translation>
    </message>
    <message>
        <source>Move &amp;Up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move &amp;Down</source>
        <translation>下移(&amp;D)</translation>
    </message>
</context>
<context>
    <name>loom::ui::Document</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>loom::ui::EmptyHint</name>
    <message>
        <source>Drag a layer here, press Tab to search, or start from a template.</source>
        <translation>把层拖到这里，按 Tab 搜索，或从模板开始。</translation>
    </message>
    <message>
        <source>Choose a template</source>
        <translation>选择模板</translation>
    </message>
</context>
<context>
    <name>loom::ui::EpochScrubber</name>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>第 %1 / %2 轮</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>No epochs are kept; choose how much memory they may take, then train.</source>
        <translation>没有保留任何一轮；请选择它们可占用的内存，然后训练。</translation>
    </message>
    <message>
        <source>The network was changed: the epochs kept before do not fit it.</source>
        <translation>网络已更改：之前保留的各轮不再适用。</translation>
    </message>
    <message>
        <source>Train, then drag here: every view shows that epoch.</source>
        <translation>先训练，再在此拖动：所有视图都会显示那一轮。</translation>
    </message>
    <message>
        <source>kept epochs</source>
        <translation>保留的轮</translation>
    </message>
    <message>
        <source>&amp;Kept Epochs</source>
        <translation>保留的轮(&amp;K)</translation>
    </message>
    <message>
        <source>Keep None</source>
        <translation>不保留</translation>
    </message>
    <message>
        <source>Up to %1 MB</source>
        <translation>最多 %1 MB</translation>
    </message>
    <message>
        <source>Epoch that is shown</source>
        <translation>显示的轮</translation>
    </message>
    <message>
        <source>Drag to see the network as it was: arrow keys step, Esc goes back to now</source>
        <translation>拖动以查看网络当时的样子：方向键逐轮移动，Esc 回到现在</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>回到现在</translation>
    </message>
    <message>
        <source>Show the network as it is now (Esc)</source>
        <translation>显示网络现在的样子 (Esc)</translation>
    </message>
    <message>
        <source>Kept epochs</source>
        <translation>保留的轮</translation>
    </message>
    <message>
        <source>How much memory the kept epochs may take. When it is full, every other one goes; the first, the best and the newest stay.</source>
        <translation>保留的轮可占用多少内存。占满后每隔一轮删去一轮；最初、最佳和最新的一轮始终保留。</translation>
    </message>
    <message>
        <source>all kept · %1 MB</source>
        <translation>全部保留 · %1 MB</translation>
    </message>
    <message>
        <source>1 in %1 kept · %2 MB</source>
        <translation>每 %1 轮保留一轮 · %2 MB</translation>
    </message>
</context>
<context>
    <name>loom::ui::EpochSlider</name>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>%1 · the best so far</source>
        <translation>%1 · 目前最佳</translation>
    </message>
</context>
<context>
    <name>loom::ui::EvaluationPanel</name>
    <message>
        <source>training set</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>validation set</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>test set</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>getting the data ready: %1</source>
        <translation>正在准备数据：%1</translation>
    </message>
    <message>
        <source>evaluating the %1</source>
        <translation>正在评估%1</translation>
    </message>
    <message>
        <source>evaluating the %1: %2 · %3 left</source>
        <translation>正在评估%1：%2 · 剩余 %3</translation>
    </message>
    <message>
        <source>evaluated %1 · %2 · %3 samples · %4 s</source>
        <translation>评估于%1 · %2 · %3 个样本 · %4 秒</translation>
    </message>
    <message>
        <source>the network was changed since</source>
        <translation>此后网络已改动</translation>
    </message>
    <message>
        <source>other data were chosen since</source>
        <translation>此后换了数据</translation>
    </message>
    <message>
        <source>the weights are others now</source>
        <translation>现在的权重已不同</translation>
    </message>
    <message>
        <source>it has learned more since</source>
        <translation>此后它又学了一些</translation>
    </message>
    <message>
        <source>of other weights than those chosen</source>
        <translation>不是所选的权重</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>重新评估</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>On the samples that it learns from</source>
        <translation>用它学习的样本</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>On samples that it does not learn from, to compare networks by</source>
        <translation>用它不学习的样本，以便比较不同的网络</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>On samples kept for the very end: look at them last</source>
        <translation>用留到最后的样本：请最后再看</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>最佳一轮</translation>
    </message>
    <message>
        <source>The weights of the epoch with the best validation figure</source>
        <translation>验证指标最佳的一轮的权重</translation>
    </message>
    <message>
        <source>Run all samples of the set through the network. Training goes on meanwhile and comes first; paused, it is much faster.</source>
        <translation>让该集合的全部样本通过网络。训练同时继续并且优先；暂停训练时评估快得多。</translation>
    </message>
    <message>
        <source>after every epoch</source>
        <translation>每轮之后</translation>
    </message>
    <message>
        <source>Evaluate after every epoch</source>
        <translation>每轮之后都评估</translation>
    </message>
    <message>
        <source>Evaluate again whenever an epoch is over, while this tab is open. Where epochs are short, some are left out so that training stays fast.</source>
        <translation>此标签页打开时，每轮结束后重新评估。若每轮很短，会跳过几轮，以免拖慢训练。</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>How well the network does will stand here: accuracy, which classes it takes for which, its worst and least certain samples, and whether it is as often right as it is sure. Choose a set of samples and press Evaluate, before, during or after training.</source>
        <translation>这里将显示网络的表现：准确率、把哪些类别当作哪些类别、最差和最没把握的样本，以及它的把握是否与正确率相符。请选择一个样本集并按“评估”，训练之前、之中或之后都可以。</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>The weights as they are after the last step</source>
        <translation>最后一步之后的权重</translation>
    </message>
    <message>
        <source>How well the network did after epoch %1 will stand here in a moment.</source>
        <translation>第 %1 轮之后网络的表现马上会显示在这里。</translation>
    </message>
</context>
<context>
    <name>loom::ui::EvaluationView</name>
    <message>
        <source>Worst samples: the highest loss first</source>
        <translation>最差的样本：损失最高的在前</translation>
    </message>
    <message>
        <source>Least certain: two answers were nearly as likely</source>
        <translation>最没把握的样本：有两个回答几乎同样可能</translation>
    </message>
    <message>
        <source>No mistakes. Choose a cell to see its samples.</source>
        <translation>没有错误。选一个格子即可查看其中的样本。</translation>
    </message>
    <message>
        <source>%1 recognised</source>
        <translation>认出的 %1</translation>
    </message>
    <message>
        <source>%1 taken for %2</source>
        <translation>%1 被当作 %2</translation>
    </message>
    <message>
        <source>1 sample</source>
        <translation>1 个样本</translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation>%1 个样本</translation>
    </message>
    <message>
        <source>No sample of this kind.</source>
        <translation>没有这样的样本。</translation>
    </message>
    <message>
        <source>wanted → · given ↑</source>
        <translation>应为 → · 给出 ↑</translation>
    </message>
    <message>
        <source>true ↓ predicted → · click a cell to see its samples</source>
        <translation>真实 ↓ 预测 → · 点击格子查看其中的样本</translation>
    </message>
    <message>
        <source>% of row</source>
        <translation>行内百分比</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>Show counts, or shares of all samples of the true class</source>
        <translation>显示个数，或占真实类别全部样本的比例</translation>
    </message>
    <message>
        <source>Confusion matrix: arrow keys read a cell, Enter shows its samples</source>
        <translation>混淆矩阵：用方向键读取格子，按回车查看其中的样本</translation>
    </message>
    <message>
        <source>Predicted against true</source>
        <translation>预测值与真实值</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Samples of a cell</source>
        <translation>格子中的样本</translation>
    </message>
    <message>
        <source>The samples behind the chosen cell of the matrix</source>
        <translation>矩阵中所选格子里的样本</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>最差</translation>
    </message>
    <message>
        <source>The samples with the highest loss</source>
        <translation>损失最高的样本</translation>
    </message>
    <message>
        <source>Least certain</source>
        <translation>最没把握</translation>
    </message>
    <message>
        <source>The samples whose two likeliest answers were closest to each other</source>
        <translation>两个最可能的回答最接近的样本</translation>
    </message>
    <message>
        <source>Is the network right as often as it is sure?</source>
        <translation>网络的把握与它的正确率是否相符？</translation>
    </message>
    <message>
        <source>Per class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>Precision, recall and F1 of each class</source>
        <translation>各类别的精确率、召回率与 F1</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>写出的文字</translation>
    </message>
    <message>
        <source>Texts that the network wrote, one for each evaluation</source>
        <translation>网络写出的文字，每次评估一段</translation>
    </message>
    <message>
        <source>Texts that the network wrote</source>
        <translation>网络写出的文字</translation>
    </message>
    <message>
        <source>true ↓ predicted →</source>
        <translation>真实 ↓ 预测 →</translation>
    </message>
</context>
<context>
    <name>loom::ui::FileActions</name>
    <message>
        <source>&amp;Empty Project</source>
        <translation>空项目(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Templates</source>
        <translation>模板(&amp;T)</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>最近打开的项目(&amp;R)</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>Save the changes to %1? Without saving they are lost.</source>
        <translation>是否保存对“%1”的更改？不保存，更改将会丢失。</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>Layerloom projects (*.loom)</source>
        <translation>Layerloom 项目 (*.loom)</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>还没有项目</translation>
    </message>
    <message>
        <source>Start &amp;Page</source>
        <translation>起始页(&amp;P)</translation>
    </message>
    <message>
        <source>The template %1 is missing from this copy of Layerloom; install it again.</source>
        <translation>这份 Layerloom 缺少模板 %1；请重新安装。</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2</source>
        <translation>无法打开 %1：%2</translation>
    </message>
</context>
<context>
    <name>loom::ui::FixButton</name>
    <message>
        <source>One step; undo takes it back.</source>
        <translation>一步完成，可以撤销。</translation>
    </message>
</context>
<context>
    <name>loom::ui::Health</name>
    <message>
        <source>learning well</source>
        <translation>学得很好</translation>
    </message>
    <message>
        <source>worth a look</source>
        <translation>值得看看</translation>
    </message>
    <message>
        <source>in trouble</source>
        <translation>有问题</translation>
    </message>
</context>
<context>
    <name>loom::ui::HealthLine</name>
    <message>
        <source>How well it learns</source>
        <translation>学习状况</translation>
    </message>
    <message>
        <source>Train, or take one step, to see how well this layer learns.</source>
        <translation>训练,或走一步,即可看到这一层学得如何。</translation>
    </message>
    <message>
        <source>How well it learned in a past epoch is not kept.</source>
        <translation>过去各轮学习得如何未保留。</translation>
    </message>
</context>
<context>
    <name>loom::ui::Inspector</name>
    <message>
        <source>%1 layers selected</source>
        <translation>已选择 %1 个层</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
</context>
<context>
    <name>loom::ui::LabelBar</name>
    <message>
        <source>Kept as %1 in My digits</source>
        <translation>已作为 %1 保留在“我的数字”中</translation>
    </message>
    <message>
        <source>Wrong? It is a:</source>
        <translation>不对？它是：</translation>
    </message>
    <message>
        <source>My digits (%1)</source>
        <translation>我的数字 (%1)</translation>
    </message>
    <message>
        <source>It trains; wait until that has ended, or stop it.</source>
        <translation>正在训练；请等待其结束，或停止它。</translation>
    </message>
    <message>
        <source>Teach the network these drawings, a few epochs of them among samples of the data that it learned</source>
        <translation>让网络学习这些图画：与它学过的数据的样本混合，训练几轮</translation>
    </message>
    <message>
        <source>Train the network first; then it can learn these drawings.</source>
        <translation>请先训练网络，然后它才能学习这些图画。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Do not keep the drawing</source>
        <translation>不保留这幅图画</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>See, relabel, delete and export the drawings that you kept</source>
        <translation>查看、重新标注、删除和导出您保留的图画</translation>
    </message>
    <message>
        <source>It is a %1</source>
        <translation>它是 %1</translation>
    </message>
    <message>
        <source>Keep the drawing as %1 in My digits (key %2 on the pad)</source>
        <translation>将图画作为 %1 保留在“我的数字”中（在画板上按 %2 键）</translation>
    </message>
</context>
<context>
    <name>loom::ui::LineChart</name>
    <message>
        <source>Left and right read the curves, up and down zoom, Shift with left and right moves what is shown, Esc shows everything.</source>
        <translation>左右键读取曲线，上下键缩放，Shift 加左右键平移，Esc 显示全部。</translation>
    </message>
    <message>
        <source>Drag to zoom in, turn the wheel to zoom, Shift-drag to move, double-click to see everything</source>
        <translation>拖动可放大，滚轮可缩放，按住 Shift 拖动可平移，双击显示全部</translation>
    </message>
</context>
<context>
    <name>loom::ui::MainMenus</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>T&amp;rain</source>
        <translation>训练(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Search Layers</source>
        <translation>搜索层(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Project Settings</source>
        <translation>项目设置(&amp;P)</translation>
    </message>
    <message>
        <source>Show Pro&amp;blems</source>
        <translation>显示问题(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Layerloom</source>
        <translation>关于 Layerloom(&amp;A)</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Next Area</source>
        <translation>下一区域(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous Area</source>
        <translation>上一区域(&amp;P)</translation>
    </message>
    <message>
        <source>My &amp;Digits</source>
        <translation>我的数字(&amp;D)</translation>
    </message>
</context>
<context>
    <name>loom::ui::MainWindow</name>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>问题 (%1)</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Begin with a finished network</source>
        <translation>从现成的网络开始</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Analyse</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Microscope</source>
        <translation>显微镜</translation>
    </message>
</context>
<context>
    <name>loom::ui::MapsView</name>
    <message>
        <source>lowest of each channel</source>
        <translation>各通道最小值</translation>
    </message>
    <message>
        <source>highest of each channel</source>
        <translation>各通道最大值</translation>
    </message>
    <message>
        <source>%1 · %2 to %3</source>
        <translation>%1 · %2 到 %3</translation>
    </message>
</context>
<context>
    <name>loom::ui::MetricText</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>How wrong the network is; lower is better.</source>
        <translation>网络错得有多厉害；越低越好。</translation>
    </message>
    <message>
        <source>The share of samples that it gets right.</source>
        <translation>网络答对的样本所占的比例。</translation>
    </message>
    <message>
        <source>How large a step each batch makes, as the schedule says.</source>
        <translation>每个批次迈多大一步，由学习率计划决定。</translation>
    </message>
    <message>
        <source>The length of the whole gradient before it is clipped; leaps or a fall to zero mean trouble.</source>
        <translation>整个梯度在裁剪之前的长度；突然跳高或跌到零说明出了问题。</translation>
    </message>
</context>
<context>
    <name>loom::ui::MicroscopeLab</name>
    <message>
        <source>There is no network to look at yet: draw one without problems, and choose data.</source>
        <translation>还没有可查看的网络：请搭建一个没有问题的网络，并选择数据。</translation>
    </message>
    <message>
        <source>%1 hands back a wrong gradient: %2 where differences give %3 (∂L/∂%4).</source>
        <translation>%1 回传的梯度有误：它给出 %2，而差分得出 %3（∂L/∂%4）。</translation>
    </message>
</context>
<context>
    <name>loom::ui::MicroscopePanel</name>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>samples: </source>
        <translation>样本数：</translation>
    </message>
    <message>
        <source>Samples of the batch</source>
        <translation>批次的样本数</translation>
    </message>
    <message>
        <source>How many samples go through together; their loss is the mean</source>
        <translation>一起通过网络的样本数；损失取平均</translation>
    </message>
    <message>
        <source>shown: </source>
        <translation>显示：</translation>
    </message>
    <message>
        <source>Sample that is shown</source>
        <translation>显示的样本</translation>
    </message>
    <message>
        <source>Which sample of the batch is shown</source>
        <translation>显示批次中的哪个样本</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>To the first step</source>
        <translation>到第一步</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>One step back (Left arrow)</source>
        <translation>后退一步（左箭头）</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Go through all steps, or hold on (Space)</source>
        <translation>依次播放所有步骤，或暂停（空格）</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>One step on (Right arrow)</source>
        <translation>前进一步（右箭头）</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>To the last step</source>
        <translation>到最后一步</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How fast the steps follow each other</source>
        <translation>各步之间的快慢</translation>
    </message>
    <message>
        <source>Prove it</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Move this number a little up and down, in double precision, and see whether the loss follows as the gradient says</source>
        <translation>以双精度把这个数略微增减，看损失是否如梯度所说那样变化</translation>
    </message>
    <message>
        <source>Prove every step</source>
        <translation>验证每一步</translation>
    </message>
    <message>
        <source>Prove the largest element of every gradient, from the loss back, until one is wrong</source>
        <translation>从损失往回，验证每个梯度中最大的元素，直到发现错误</translation>
    </message>
    <message>
        <source>Arrays of this step</source>
        <translation>这一步的数组</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>From … to</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Numbers of the chosen array</source>
        <translation>所选数组的数值</translation>
    </message>
    <message>
        <source>Click a number, or go there with the arrow keys, to see what it is made of</source>
        <translation>点击一个数，或用方向键移到它，看它由什么组成</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Look into a step</source>
        <translation>查看一步</translation>
    </message>
    <message>
        <source>Take the network as it is now, with its weights, and run the sample through it</source>
        <translation>取当前的网络及其权重，让样本通过它</translation>
    </message>
    <message>
        <source>Running the sample through …</source>
        <translation>样本正在通过网络…</translation>
    </message>
    <message>
        <source>Here one step of learning is taken apart: values go forward from node to node, then comes the loss, then gradients go back, each with its formula and the numbers in it. “Look into a step” begins; the weights stay as they are.</source>
        <translation>在这里把学习的一步拆开来看：数值从一个节点前向传到下一个节点，然后是损失，再是梯度反向传回，每一步都有公式和代入的数字。点“查看一步”开始；权重保持不变。</translation>
    </message>
    <message>
        <source>your drawing</source>
        <translation>你的手绘</translation>
    </message>
    <message>
        <source>your drawing, taken for “%1”</source>
        <translation>你的手绘，视为“%1”</translation>
    </message>
    <message>
        <source>test sample %1</source>
        <translation>测试样本 %1</translation>
    </message>
    <message>
        <source>sample %1</source>
        <translation>样本 %1</translation>
    </message>
    <message>
        <source>%1 of a batch of %2</source>
        <translation>%1（批次共 %2 个）</translation>
    </message>
    <message>
        <source>forward →</source>
        <translation>前向 →</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>← back</source>
        <translation>← 反向</translation>
    </message>
    <message>
        <source>Step %1 of %2 · %3 · %4 (%5) · %6</source>
        <translation>第 %1 步，共 %2 步 · %3 · %4（%5）· %6</translation>
    </message>
    <message>
        <source>∂L/∂… = Σ ∂L/∂y · ∂y/∂…   where   %1</source>
        <translation>∂L/∂… = Σ ∂L/∂y · ∂y/∂…   其中   %1</translation>
    </message>
    <message>
        <source>the first %1 of %2 are drawn</source>
        <translation>仅画出 %2 个中的前 %1 个</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… 以及另外 %1 项</translation>
    </message>
    <message>
        <source>Of %1 wires together: %2</source>
        <translation>%1 条连线合计：%2</translation>
    </message>
    <message>
        <source>Proving …</source>
        <translation>正在验证…</translation>
    </message>
    <message>
        <source>△ There is no slope here: %1 to the left, %2 to the right. No difference can judge this gradient (%3); choose another number.</source>
        <translation>△ 此处没有斜率：左侧为 %1，右侧为 %2。差分无法判断这个梯度（%3）；请选另一个数。</translation>
    </message>
    <message>
        <source>(L(w + h) − L(w − h)) / 2h = %1, gradient %2, relative difference %3</source>
        <translation>(L(w + h) − L(w − h)) / 2h = %1，梯度 %2，相对差 %3</translation>
    </message>
    <message>
        <source>Proving gradients: %1 of %2 are done.</source>
        <translation>正在验证梯度：已完成 %1 个，共 %2 个。</translation>
    </message>
    <message>
        <source>✓ All %1 gradients that were tried agree with differences.</source>
        <translation>✓ 验证的 %1 个梯度都与差分一致。</translation>
    </message>
    <message>
        <source>✓ %1 gradients agree with differences; at %2 the loss has no slope to compare with.</source>
        <translation>✓ %1 个梯度与差分一致；另有 %2 处损失没有可比较的斜率。</translation>
    </message>
    <message>
        <source>The network was changed since: this is the older one. “Renew” looks at the one that is drawn.</source>
        <translation>网络此后已改动：这里是较早的网络。点“更新”查看现在画出的网络。</translation>
    </message>
</context>
<context>
    <name>loom::ui::Minimap</name>
    <message>
        <source>The whole network. Click to go there.</source>
        <translation>整个网络。点击可跳转到该处。</translation>
    </message>
    <message>
        <source>Overview of the network</source>
        <translation>网络概览</translation>
    </message>
</context>
<context>
    <name>loom::ui::ModelColumns</name>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
</context>
<context>
    <name>loom::ui::ModelPopup</name>
    <message>
        <source>Looking for runs...</source>
        <translation>正在查找运行记录...</translation>
    </message>
    <message>
        <source>Past runs of this project stand here. Save the project and train, or open any project with its weights.</source>
        <translation>本项目以往的运行会列在这里。保存项目并训练，或打开任意项目及其权重。</translation>
    </message>
    <message>
        <source>Open a model: its project</source>
        <translation>打开模型：它的项目</translation>
    </message>
    <message>
        <source>Layerloom projects (*.loom)</source>
        <translation>Layerloom 项目 (*.loom)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a model: its weights</source>
        <translation>打开模型：它的权重</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>权重 (*.safetensors)</translation>
    </message>
    <message>
        <source>Models to compare with</source>
        <translation>用来比较的模型</translation>
    </message>
    <message>
        <source>Open a model...</source>
        <translation>打开模型...</translation>
    </message>
    <message>
        <source>Compare with none</source>
        <translation>不比较</translation>
    </message>
</context>
<context>
    <name>loom::ui::MomentChip</name>
    <message>
        <source>Epoch %1 · Back to now</source>
        <translation>第 %1 轮 · 回到现在</translation>
    </message>
    <message>
        <source>The network as it was when this epoch ended. Click to see it as it is now.</source>
        <translation>这是该轮结束时的网络。点击查看它现在的样子。</translation>
    </message>
</context>
<context>
    <name>loom::ui::MyDigits</name>
    <message>
        <source>Keep a %1</source>
        <translation>保留一个 %1</translation>
    </message>
    <message>
        <source>Label a drawing as %1</source>
        <translation>将一幅图画标为 %1</translation>
    </message>
    <message>
        <source>Label %1 drawings as %2</source>
        <translation>将 %1 幅图画标为 %2</translation>
    </message>
    <message>
        <source>Delete a drawing</source>
        <translation>删除一幅图画</translation>
    </message>
    <message>
        <source>Delete %1 drawings</source>
        <translation>删除 %1 幅图画</translation>
    </message>
</context>
<context>
    <name>loom::ui::MyDigitsModel</name>
    <message>
        <source>a %1, kept on %2</source>
        <translation>一个 %1，保留于 %2</translation>
    </message>
</context>
<context>
    <name>loom::ui::MyDigitsView</name>
    <message>
        <source>%1 drawings stand in %2 as IDX files; the data source IDX reads them.</source>
        <translation>%1 幅图画已作为 IDX 文件存放在 %2；数据源 IDX 可以读取它们。</translation>
    </message>
    <message>
        <source>Nothing is kept yet. Draw a digit on the pad and say below it which one it is: then it stands here, and the network can learn it.</source>
        <translation>还没有保留任何图画。请在画板上画一个数字，并在下方说明它是哪个数字：它就会出现在这里，网络也可以学习它。</translation>
    </message>
    <message>
        <source>None of the drawings is a %1.</source>
        <translation>没有一幅图画是 %1。</translation>
    </message>
    <message>
        <source>All (%1)</source>
        <translation>全部 (%1)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Undo: %1 (Ctrl+Z)</source>
        <translation>撤销：%1 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation>没有可以撤销的操作。</translation>
    </message>
    <message>
        <source>It trains; wait until that has ended, or stop it.</source>
        <translation>正在训练；请等待其结束，或停止它。</translation>
    </message>
    <message>
        <source>Teach the network these drawings, a few epochs of them among samples of the data that it learned</source>
        <translation>让网络学习这些图画：与它学过的数据的样本混合，训练几轮</translation>
    </message>
    <message>
        <source>Train the network first; then it can learn these drawings.</source>
        <translation>请先训练网络，然后它才能学习这些图画。</translation>
    </message>
    <message>
        <source>Folder for the four IDX files</source>
        <translation>存放四个 IDX 文件的文件夹</translation>
    </message>
    <message>
        <source>My Digits — Layerloom</source>
        <translation>我的数字 — Layerloom</translation>
    </message>
    <message>
        <source>Which drawings are shown</source>
        <translation>显示哪些图画</translation>
    </message>
    <message>
        <source>Drawings that you kept</source>
        <translation>您保留的图画</translation>
    </message>
    <message>
        <source>Label as</source>
        <translation>标为</translation>
    </message>
    <message>
        <source>Give the chosen drawings another label (keys 0 to 9)</source>
        <translation>为所选图画换一个标签（0 到 9 键）</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the chosen drawings (Del)</source>
        <translation>删除所选图画 (Del)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>导出...</translation>
    </message>
    <message>
        <source>Write all drawings as the four IDX files of a data set</source>
        <translation>将所有图画写成数据集的四个 IDX 文件</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
</context>
<context>
    <name>loom::ui::NodeForm</name>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation>更改 %2 的 %1</translation>
    </message>
    <message>
        <source>Freeze %1</source>
        <translation>冻结 %1</translation>
    </message>
    <message>
        <source>Unfreeze %1</source>
        <translation>解冻 %1</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation>层的名称</translation>
    </message>
    <message>
        <source>The layer&apos;s name in files, messages and exports.</source>
        <translation>层在文件、消息和导出内容中的名称。</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Keep these weights as they are while training.</source>
        <translation>训练时保持这些权重不变。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
</context>
<context>
    <name>loom::ui::NoteCommands</name>
    <message>
        <source>Add a &amp;Note</source>
        <translation>添加注释(&amp;N)</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>注释文本</translation>
    </message>
    <message>
        <source>Write a note; Ctrl+Enter when done</source>
        <translation>写注释；完成后按 Ctrl+Enter</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>编写注释</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加注释</translation>
    </message>
</context>
<context>
    <name>loom::ui::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>loom::ui::PadTools</name>
    <message>
        <source>Open a picture of a digit</source>
        <translation>打开一张数字图片</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>图片 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Thin pen</source>
        <translation>细笔</translation>
    </message>
    <message>
        <source>Medium pen</source>
        <translation>中等粗细的笔</translation>
    </message>
    <message>
        <source>Thick pen</source>
        <translation>粗笔</translation>
    </message>
    <message>
        <source>Paste a picture (Ctrl+V on the pad)</source>
        <translation>粘贴图片（在画板上按 Ctrl+V）</translation>
    </message>
    <message>
        <source>Open a picture...</source>
        <translation>打开图片...</translation>
    </message>
    <message>
        <source>Copy the drawing (Ctrl+C on the pad)</source>
        <translation>复制画的内容（在画板上按 Ctrl+C）</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>笔</translation>
    </message>
    <message>
        <source>How thick the pen draws</source>
        <translation>笔画的粗细</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮</translation>
    </message>
    <message>
        <source>Remove the strokes that the pen touches (E on the pad)</source>
        <translation>擦去笔碰到的笔画（在画板上按 E）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take back the last change (Ctrl+Z on the pad)</source>
        <translation>撤销上一次改动（在画板上按 Ctrl+Z）</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Do again what was taken back (Ctrl+Y on the pad)</source>
        <translation>重做刚撤销的改动（在画板上按 Ctrl+Y）</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Start with a clean pad (Esc on the pad)</source>
        <translation>从空白画板开始（在画板上按 Esc）</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Show the network a picture instead, or drop one on the pad</source>
        <translation>改为给网络看一张图片，也可以把图片拖到画板上</translation>
    </message>
</context>
<context>
    <name>loom::ui::Palette</name>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Search layers…  Ctrl+K</source>
        <translation>搜索层…  Ctrl+K</translation>
    </message>
    <message>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Type a part of a name; Enter adds the first one found.</source>
        <translation>输入名称的一部分；按 Enter 添加找到的第一个层。</translation>
    </message>
    <message>
        <source>No layer of that name.</source>
        <translation>没有这个名称的层。</translation>
    </message>
    <message>
        <source>Own blocks</source>
        <translation>自定义块</translation>
    </message>
    <message>
        <source>Remove a block</source>
        <translation>移除块</translation>
    </message>
    <message>
        <source>Remove %1 from the palette? Projects that use it keep their copies.</source>
        <translation>从面板中移除 %1？使用它的项目会保留各自的副本。</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
</context>
<context>
    <name>loom::ui::PaletteChip</name>
    <message>
        <source>Drag to the canvas, or double-click.</source>
        <translation>拖到画布上，或双击。</translation>
    </message>
</context>
<context>
    <name>loom::ui::PictureExport</name>
    <message>
        <source>&amp;Export Canvas as Picture…</source>
        <translation>将画布导出为图片(&amp;E)…</translation>
    </message>
    <message>
        <source>Copy as P&amp;icture</source>
        <translation>复制为图片(&amp;I)</translation>
    </message>
    <message>
        <source>A picture&apos;s name ends in .svg, .png or .pdf; %1 does not.</source>
        <translation>图片文件名应以 .svg、.png 或 .pdf 结尾，而 %1 不是。</translation>
    </message>
    <message>
        <source>The picture is in %1.</source>
        <translation>图片已保存到 %1。</translation>
    </message>
    <message>
        <source>Export the canvas</source>
        <translation>导出画布</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Page (*.pdf)</source>
        <translation>页面 (*.pdf)</translation>
    </message>
    <message>
        <source>The network is in the clipboard as a picture.</source>
        <translation>网络已作为图片复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>loom::ui::PictureFile</name>
    <message>
        <source>%1 could not be written: %2. Choose another folder.</source>
        <translation>无法写入 %1：%2。请选择其他文件夹。</translation>
    </message>
</context>
<context>
    <name>loom::ui::Planes</name>
    <message>
        <source>value %1</source>
        <translation>值 %1</translation>
    </message>
    <message>
        <source>channel %1</source>
        <translation>通道 %1</translation>
    </message>
    <message>
        <source>filter %1</source>
        <translation>滤波器 %1</translation>
    </message>
    <message>
        <source>filter %1, input %2</source>
        <translation>滤波器 %1,输入 %2</translation>
    </message>
    <message>
        <source>head %1</source>
        <translation>头 %1</translation>
    </message>
    <message>
        <source>states, time from left to right</source>
        <translation>状态,时间从左到右</translation>
    </message>
</context>
<context>
    <name>loom::ui::PredictedChart</name>
    <message>
        <source>wanted %1, given %2: %3 answers near</source>
        <translation>应为 %1，给出 %2：附近有 %3 个回答</translation>
    </message>
</context>
<context>
    <name>loom::ui::ProbabilityBars</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>还没有结果</translation>
    </message>
</context>
<context>
    <name>loom::ui::ProblemRow</name>
    <message>
        <source>Click to show %1.</source>
        <translation>点击以显示 %1。</translation>
    </message>
</context>
<context>
    <name>loom::ui::ProblemsPanel</name>
    <message>
        <source>No problems. What keeps the network from training will stand here, with ways out.</source>
        <translation>没有问题。妨碍网络训练的问题及解决办法会显示在这里。</translation>
    </message>
    <message>
        <source>And %1 more.</source>
        <translation>还有 %1 个。</translation>
    </message>
</context>
<context>
    <name>loom::ui::ProjectForm</name>
    <message>
        <source>Change the settings</source>
        <translation>更改设置</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the project</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>What the network learns from.</source>
        <translation>网络学习所用的数据。</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>How the weights follow their gradients.</source>
        <translation>权重如何按梯度更新。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>How the learning rate moves while training.</source>
        <translation>训练时学习率如何变化。</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>早停</translation>
    </message>
    <message>
        <source>Stop when the figure that is watched gets no better.</source>
        <translation>监测指标不再改善时停止。</translation>
    </message>
</context>
<context>
    <name>loom::ui::RecentRow</name>
    <message>
        <source>This file is gone.</source>
        <translation>文件已不存在。</translation>
    </message>
    <message>
        <source>Changed %1</source>
        <translation>修改于 %1</translation>
    </message>
    <message>
        <source>Take off the list (Delete)</source>
        <translation>从列表中移除（Delete）</translation>
    </message>
    <message>
        <source>Take %1 off the list</source>
        <translation>从列表中移除 %1</translation>
    </message>
</context>
<context>
    <name>loom::ui::ReliabilityChart</name>
    <message>
        <source>calibration error %1</source>
        <translation>校准误差 %1</translation>
    </message>
    <message>
        <source>about as often right as it is sure</source>
        <translation>把握与正确率大致相符</translation>
    </message>
    <message>
        <source>surer than it is right</source>
        <translation>过于自信</translation>
    </message>
    <message>
        <source>more often right than it is sure</source>
        <translation>信心不足：实际比它以为的更准</translation>
    </message>
    <message>
        <source>no answer was given %1 to %2</source>
        <translation>没有把握在 %1 到 %2 之间的回答</translation>
    </message>
    <message>
        <source>of %1 answers given %2 to %3, %4 are right</source>
        <translation>把握在 %2 到 %3 之间的 %1 个回答中，%4 正确</translation>
    </message>
    <message>
        <source>Across: how sure the network is of its answer. Up: how often it is right. Red: the gap between both.</source>
        <translation>横轴：网络对回答的把握。纵轴：回答正确的比例。红色：两者之差。</translation>
    </message>
</context>
<context>
    <name>loom::ui::RenameField</name>
    <message>
        <source>A name has letters, digits and _, begins with a letter or _, and is at most 64 long.</source>
        <translation>名称由字母、数字和 _ 组成，以字母或 _ 开头，最多 64 个字符。</translation>
    </message>
    <message>
        <source>%1 is taken; choose another name.</source>
        <translation>%1 已被使用；请换一个名称。</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>重命名 %1</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation>层的名称</translation>
    </message>
    <message>
        <source>Name of the block</source>
        <translation>块的名称</translation>
    </message>
</context>
<context>
    <name>loom::ui::RunChips</name>
    <message>
        <source>Click to compare with it no longer</source>
        <translation>点击后不再与它比较</translation>
    </message>
    <message>
        <source>No longer compare with %1</source>
        <translation>不再与 %1 比较</translation>
    </message>
</context>
<context>
    <name>loom::ui::RunDelegate</name>
    <message>
        <source>reading its curves...</source>
        <translation>正在读取曲线…</translation>
    </message>
</context>
<context>
    <name>loom::ui::SampleBrowser</name>
    <message>
        <source>%1–%2 of %3</source>
        <translation>第 %1–%2 个，共 %3 个</translation>
    </message>
    <message>
        <source>sample %1: a “%2”, recognised with %3; loss %4</source>
        <translation>样本 %1：“%2”，以 %3 的把握认出；损失 %4</translation>
    </message>
    <message>
        <source>sample %1: a “%2”, taken for “%3” with %4; loss %5</source>
        <translation>样本 %1：“%2”，以 %4 的把握被当作“%3”；损失 %5</translation>
    </message>
    <message>
        <source>sample %1: %2 given where %3 is wanted; loss %4</source>
        <translation>样本 %1：给出 %2，应为 %3；损失 %4</translation>
    </message>
    <message>
        <source>sample %1; loss %2</source>
        <translation>样本 %1；损失 %2</translation>
    </message>
    <message>
        <source>The samples before (Page Up)</source>
        <translation>前面的样本（Page Up）</translation>
    </message>
    <message>
        <source>More samples (Page Down)</source>
        <translation>更多样本（Page Down）</translation>
    </message>
    <message>
        <source>Samples before</source>
        <translation>前面的样本</translation>
    </message>
    <message>
        <source>More samples</source>
        <translation>更多样本</translation>
    </message>
    <message>
        <source>Samples; choose one to see on the canvas what the network makes of it</source>
        <translation>样本；选一个，即可在画布上看到网络如何处理它</translation>
    </message>
</context>
<context>
    <name>loom::ui::SampleChooser</name>
    <message>
        <source>Look at what you drew instead of the sample</source>
        <translation>查看你画的,而不是样本</translation>
    </message>
    <message>
        <source>Draw on the pad to look at your drawing</source>
        <translation>在画板上画,即可查看你的手绘</translation>
    </message>
    <message>
        <source>Look at the training sample before</source>
        <translation>查看前一个训练样本</translation>
    </message>
    <message>
        <source>Previous sample</source>
        <translation>上一个样本</translation>
    </message>
    <message>
        <source>Look at the next training sample</source>
        <translation>查看下一个训练样本</translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation>下一个样本</translation>
    </message>
    <message>
        <source>Number of the training sample, from 0</source>
        <translation>训练样本的编号,从 0 开始</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Your drawing</source>
        <translation>你的手绘</translation>
    </message>
</context>
<context>
    <name>loom::ui::Scene</name>
    <message>
        <source>%1 layers</source>
        <translation>%1 个层</translation>
    </message>
</context>
<context>
    <name>loom::ui::SearchPopup</name>
    <message>
        <source>Search layers…</source>
        <translation>搜索层…</translation>
    </message>
    <message>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Layers that can be added here</source>
        <translation>可在此处添加的层</translation>
    </message>
    <message>
        <source>No layer fits here.</source>
        <translation>没有适合此处的层。</translation>
    </message>
    <message>
        <source>No layer of that name.</source>
        <translation>没有这个名称的层。</translation>
    </message>
</context>
<context>
    <name>loom::ui::Session</name>
    <message>
        <source>%1, fine-tuned on My digits</source>
        <translation>%1，在“我的数字”上微调</translation>
    </message>
</context>
<context>
    <name>loom::ui::SketchPad</name>
    <message>
        <source>for %1, up to %2</source>
        <translation>支持 %1，最多 %2</translation>
    </message>
    <message>
        <source>against</source>
        <translation>反对</translation>
    </message>
    <message>
        <source>There is no picture to paste.</source>
        <translation>没有可粘贴的图片。</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 不是文件。</translation>
    </message>
    <message>
        <source>%1 is larger than 64 MB; choose a smaller picture.</source>
        <translation>%1 大于 64 MB；请选择小一些的图片。</translation>
    </message>
    <message>
        <source>%1 has %2 × %3 pixels; choose a smaller picture.</source>
        <translation>%1 有 %2 × %3 像素；请选择小一些的图片。</translation>
    </message>
    <message>
        <source>%1 cannot be read as a picture: %2.</source>
        <translation>%1 无法作为图片读取：%2。</translation>
    </message>
    <message>
        <source>Without what is here: %1 goes from %2 to %3 (mean of the patches over it)</source>
        <translation>去掉这里的内容后：%1 从 %2 变为 %3（取盖住它的各小块的平均）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Copy the drawing</source>
        <translation>复制画的内容</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>粘贴图片</translation>
    </message>
    <message>
        <source>The clipboard holds no picture. Copy one, or drop a picture file on the pad.</source>
        <translation>剪贴板里没有图片。请复制一张，或把图片文件拖到画板上。</translation>
    </message>
</context>
<context>
    <name>loom::ui::SketchPanel</name>
    <message>
        <source>The pad draws pictures of %1. This network takes %2.</source>
        <translation>画板输出 %1 的图像，而此网络的输入为 %2。</translation>
    </message>
    <message>
        <source>The pad draws pictures of %1. Give the network one input of that shape.</source>
        <translation>画板输出 %1 的图像。请给网络一个该形状的输入。</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>画一个数字</translation>
    </message>
    <message>
        <source>Drawing pad</source>
        <translation>画板</translation>
    </message>
    <message>
        <source>What the network sees in the drawing</source>
        <translation>网络看到的手绘图像</translation>
    </message>
    <message>
        <source>Draw here, or drop a picture of a digit. The network answers while the pen moves.</source>
        <translation>在这里画，或拖入一张数字图片。落笔之间网络就会回答。</translation>
    </message>
    <message>
        <source>What other models see in the drawing</source>
        <translation>其他模型在画中看到了什么</translation>
    </message>
    <message>
        <source>What mattered</source>
        <translation>哪里起作用</translation>
    </message>
    <message>
        <source>Colour the ink by how much the answer needs it: a patch of paper slides over the drawing, and the answer&apos;s probability falls or rises (occlusion, Zeiler and Fergus 2014)</source>
        <translation>按答案对墨迹的依赖程度给墨迹上色：一小块白纸在图上滑动，看答案的概率下降还是上升（遮挡法，Zeiler 和 Fergus，2014）</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare models</source>
        <translation>比较模型</translation>
    </message>
    <message>
        <source>Let other trained models answer the same drawing</source>
        <translation>让其他训练好的模型回答同一张画</translation>
    </message>
</context>
<context>
    <name>loom::ui::SpreadView</name>
    <message>
        <source>%1: %2 from %3 to %4</source>
        <translation>%1:%2 个,从 %3 到 %4</translation>
    </message>
</context>
<context>
    <name>loom::ui::SpreadsView</name>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Train, or take one step, to see them.</source>
        <translation>训练,或走一步,即可看到。</translation>
    </message>
    <message>
        <source>This layer has none.</source>
        <translation>这一层没有。</translation>
    </message>
    <message>
        <source>Gradients of past epochs are not kept.</source>
        <translation>过去各轮的梯度未保留。</translation>
    </message>
</context>
<context>
    <name>loom::ui::StartCard</name>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
</context>
<context>
    <name>loom::ui::StartPage</name>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Start a project</source>
        <translation>开始一个项目</translation>
    </message>
    <message>
        <source>Templates, ready to train</source>
        <translation>模板，可直接训练</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Empty canvas</source>
        <translation>空白画布</translation>
    </message>
    <message>
        <source>Back to the canvas (Esc)</source>
        <translation>返回画布（Esc）</translation>
    </message>
    <message>
        <source>Back to the canvas</source>
        <translation>返回画布</translation>
    </message>
</context>
<context>
    <name>loom::ui::StatusChip</name>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>%1 per image</source>
        <translation>每张图像 %1</translation>
    </message>
    <message>
        <source>no problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 个问题</translation>
    </message>
    <message>
        <source>%1 problems</source>
        <translation>%1 个问题</translation>
    </message>
    <message>
        <source>Click for the list of problems.</source>
        <translation>点击查看问题列表。</translation>
    </message>
    <message>
        <source>%1 per sample</source>
        <translation>每个样本 %1</translation>
    </message>
</context>
<context>
    <name>loom::ui::StatusLine</name>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>1 thread</source>
        <translation>1 个线程</translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation>%1 个线程</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>saved %1 s ago</source>
        <translation>%1 秒前保存</translation>
    </message>
    <message>
        <source>saved %1 min ago</source>
        <translation>%1 分钟前保存</translation>
    </message>
    <message>
        <source>saved at %1</source>
        <translation>保存于 %1</translation>
    </message>
    <message>
        <source>What the trainer does</source>
        <translation>训练状态</translation>
    </message>
    <message>
        <source>Worker threads and instruction set</source>
        <translation>工作线程数和指令集</translation>
    </message>
    <message>
        <source>The same seed gives the same run.</source>
        <translation>种子相同，训练结果就相同。</translation>
    </message>
    <message>
        <source>Zoom of the canvas</source>
        <translation>画布缩放比例</translation>
    </message>
</context>
<context>
    <name>loom::ui::TidyRun</name>
    <message>
        <source>Tidy up</source>
        <translation>整理布局</translation>
    </message>
</context>
<context>
    <name>loom::ui::TopSamplesView</name>
    <message>
        <source>sample %1 · %2</source>
        <translation>样本 %1 · %2</translation>
    </message>
    <message>
        <source>sample %1, a “%2” · %3</source>
        <translation>样本 %1,“%2” · %3</translation>
    </message>
    <message>
        <source>Double-click to look at it</source>
        <translation>双击查看它</translation>
    </message>
</context>
<context>
    <name>loom::ui::TrainingBar</name>
    <message>
        <source>%1 elapsed · %2 left</source>
        <translation>已用 %1 · 剩余 %2</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>已用 %1</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Pause training (F5)</source>
        <translation>暂停训练 (F5)</translation>
    </message>
    <message>
        <source>Go on training (F5)</source>
        <translation>继续训练 (F5)</translation>
    </message>
    <message>
        <source>Train the network from fresh weights (F5)</source>
        <translation>从初始权重开始训练网络 (F5)</translation>
    </message>
    <message>
        <source>Epoch %1 of %2 · batch %3 / %4</source>
        <translation>第 %1 / %2 轮 · 批次 %3 / %4</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Preparing %1 · %2</source>
        <translation>正在准备 %1 · %2</translation>
    </message>
    <message>
        <source>%1 · %2 images/s</source>
        <translation>%1 · %2 张图像/秒</translation>
    </message>
    <message>
        <source>Paused · %1</source>
        <translation>已暂停 · %1</translation>
    </message>
    <message>
        <source>Stopping...</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Finished · epoch %1 of %1</source>
        <translation>已完成 · 第 %1 / %1 轮</translation>
    </message>
    <message>
        <source>Stopped · %1</source>
        <translation>已停止 · %1</translation>
    </message>
    <message>
        <source>Training failed</source>
        <translation>训练失败</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End this run; its curves and weights stay (Shift+F5)</source>
        <translation>结束本次训练；曲线和权重会保留 (Shift+F5)</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Train a single batch (F10)</source>
        <translation>只训练一个批次 (F10)</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>%1 · %2 samples/s</source>
        <translation>%1 · %2 样本/秒</translation>
    </message>
</context>
<context>
    <name>loom::ui::TrainingPanel</name>
    <message>
        <source>Training</source>
        <translation>训练集</translation>
    </message>
</context>
<context>
    <name>loom::ui::TravelMarks</name>
    <message>
        <source>gradients arrive</source>
        <translation>梯度到达</translation>
    </message>
    <message>
        <source>values arrive</source>
        <translation>数值到达</translation>
    </message>
    <message>
        <source>gradients passed on</source>
        <translation>梯度已传回</translation>
    </message>
    <message>
        <source>values passed on</source>
        <translation>数值已传出</translation>
    </message>
</context>
<context>
    <name>loom::ui::WeightsHistogram</name>
    <message>
        <source>from %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>Weights, %1</source>
        <translation>权重，%1</translation>
    </message>
</context>
<context>
    <name>loom::ui::WireCommands</name>
    <message>
        <source>&amp;Wire or Unwire</source>
        <translation>连线或断开(&amp;W)</translation>
    </message>
    <message>
        <source>Wire two selected layers to each other, or take their wire away</source>
        <translation>把选中的两层相连，或断开它们之间的连线</translation>
    </message>
</context>
<context>
    <name>loom::ui::WrittenView</name>
    <message>
        <source>weights from a file</source>
        <translation>来自文件的权重</translation>
    </message>
    <message>
        <source>before any training</source>
        <translation>训练之前</translation>
    </message>
    <message>
        <source>after epoch %1</source>
        <translation>第 %1 轮之后</translation>
    </message>
    <message>
        <source>in epoch %1</source>
        <translation>第 %1 轮之中</translation>
    </message>
    <message>
        <source>%1 · step %2</source>
        <translation>%1 · 第 %2 步</translation>
    </message>
    <message>
        <source>as the run began</source>
        <translation>训练开始时</translation>
    </message>
</context>
</TS>
