<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AssetExportRow</name>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Show what was exported</source>
        <translation>显示导出的文件</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Plain text (.txt)</source>
        <translation>纯文本 (.txt)</translation>
    </message>
    <message>
        <source>Markdown, with prompt and model (.md)</source>
        <translation>Markdown，含提示词和模型 (.md)</translation>
    </message>
    <message>
        <source>JSON, with the whole recipe (.json)</source>
        <translation>JSON，含完整配方 (.json)</translation>
    </message>
    <message>
        <source>Animated WebP, without loss (.webp)</source>
        <translation>动态 WebP，无损 (.webp)</translation>
    </message>
    <message>
        <source>PNG files, one for each frame (a folder)</source>
        <translation>PNG 文件，每帧一个（文件夹）</translation>
    </message>
    <message>
        <source>GIF, 256 colours (.gif)</source>
        <translation>GIF，256 色 (.gif)</translation>
    </message>
    <message>
        <source>MP4, with the program ffmpeg (.mp4)</source>
        <translation>MP4，使用程序 ffmpeg (.mp4)</translation>
    </message>
    <message>
        <source>Choose where to export to</source>
        <translation>选择导出位置</translation>
    </message>
    <message>
        <source>Frame {0} of {1}</source>
        <translation>第 {0} 帧，共 {1} 帧</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was kept.</source>
        <translation>导出已停止，没有保留任何文件。</translation>
    </message>
    <message>
        <source>Exported as {name}</source>
        <translation>已导出为 {name}</translation>
    </message>
    <message>
        <source>Stop the export</source>
        <translation>停止导出</translation>
    </message>
</context>
<context>
    <name>AssetGrid</name>
    <message>
        <source>Assets</source>
        <translation>素材</translation>
    </message>
</context>
<context>
    <name>AssetModel</name>
    <message>
        <source>A file that is gone</source>
        <translation>文件已不存在</translation>
    </message>
    <message>
        <source>stars: {count}</source>
        <translation>{count} 星</translation>
    </message>
    <message>
        <source>Added picture, {stars}</source>
        <translation>导入的图片，{stars}</translation>
    </message>
    <message>
        <source>{prompt}, seed {seed}, {stars}</source>
        <translation>{prompt}，种子 {seed}，{stars}</translation>
    </message>
    <message>
        <source>Animation: {prompt}, seed {seed}, {stars}</source>
        <translation>动画：{prompt}，种子 {seed}，{stars}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Type a command</source>
        <translation>输入命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>Deletion</name>
    <message>
        <source>Delete this file for good? It cannot be brought back.</source>
        <translation>永久删除此文件？删除后无法恢复。</translation>
    </message>
    <message>
        <source>Delete {count} files for good? They cannot be brought back.</source>
        <translation>永久删除 {count} 个文件？删除后无法恢复。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Jobs of last time are still in the queue: {0}.</source>
        <translation>队列中还有上次未完成的任务：{0} 个。</translation>
    </message>
    <message>
        <source>The queue is paused; resume it on the Queue page.</source>
        <translation>队列已暂停，可在“队列”页继续。</translation>
    </message>
    <message>
        <source>List of keys</source>
        <translation>快捷键列表</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Something went wrong inside the application.</source>
        <translation>应用内部出了问题。</translation>
    </message>
    <message>
        <source>Your pictures and the queue are safe. If it happens again, report the details.</source>
        <translation>图片和队列都是安全的。如果再次发生，请把详细信息报告给我们。</translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DirectionLine</name>
    <message>
        <source>Name of the direction</source>
        <translation>方向的名称</translation>
    </message>
    <message>
        <source>Click to rename</source>
        <translation>点击以重命名</translation>
    </message>
    <message>
        <source>{0}, slider</source>
        <translation>{0}，滑块</translation>
    </message>
    <message>
        <source>{0}, value</source>
        <translation>{0}，数值</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>移除 {0}</translation>
    </message>
    <message>
        <source>Remove this direction</source>
        <translation>移除此方向</translation>
    </message>
</context>
<context>
    <name>DirectionsPanel</name>
    <message>
        <source>None yet. Give stars to results that you like, leave others without, and press the button.</source>
        <translation>还没有方向。给喜欢的结果加星，其余不加，然后按此按钮。</translation>
    </message>
    <message>
        <source>From stars</source>
        <translation>由星级得出</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>归零</translation>
    </message>
    <message>
        <source>Finds what sets this model&apos;s results with stars apart from those without.</source>
        <translation>找出此模型有星的结果与无星的结果有何不同。</translation>
    </message>
    <message>
        <source>Sets all directions to 0.</source>
        <translation>把所有方向设为 0。</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>There is room for {0} directions. Remove one first.</source>
        <translation>最多保留 {0} 个方向。请先移除一个。</translation>
    </message>
    <message>
        <source>Looking at the stars…</source>
        <translation>正在查看星级…</translation>
    </message>
    <message>
        <source>{0} starred, {1} others</source>
        <translation>有星 {0} 个，其余 {1} 个</translation>
    </message>
    <message>
        <source>Stars {0}</source>
        <translation>星级 {0}</translation>
    </message>
</context>
<context>
    <name>ExportRow</name>
    <message>
        <source>Export to ONNX…</source>
        <translation>导出为 ONNX…</translation>
    </message>
    <message>
        <source>In full precision (fp32)</source>
        <translation>全精度 (fp32)</translation>
    </message>
    <message>
        <source>In half the size, for GPUs (fp16)</source>
        <translation>一半大小，适用于 GPU (fp16)</translation>
    </message>
    <message>
        <source>Exported and checked: both runtimes make the same.</source>
        <translation>已导出并核对：两种运行时结果一致。</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was kept.</source>
        <translation>导出已取消，没有保留任何文件。</translation>
    </message>
</context>
<context>
    <name>FactPanel</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
</context>
<context>
    <name>FilterChip</name>
    <message>
        <source>Nothing to choose from yet</source>
        <translation>还没有可选的内容</translation>
    </message>
    <message>
        <source>{filter}: {choice}, press to remove</source>
        <translation>{filter}：{choice}，按下可移除</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
</context>
<context>
    <name>FormColumn</name>
    <message>
        <source>Asking the engine which settings this model takes…</source>
        <translation>正在向引擎询问此模型的参数…</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新询问</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
</context>
<context>
    <name>FormSide</name>
    <message>
        <source>Generate this point</source>
        <translation>生成此点</translation>
    </message>
</context>
<context>
    <name>GeneratePage</name>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Generate next</source>
        <translation>优先生成</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>取消正在运行的任务</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Write the prompt</source>
        <translation>编写提示词</translation>
    </message>
    <message>
        <source>Show or hide the recipe</source>
        <translation>显示或隐藏配方</translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Choose a job to see more of it.</source>
        <translation>选择一个任务以查看详情。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表移除</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>入队</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
</context>
<context>
    <name>JobWords</name>
    <message>
        <source>{saved} of {count} saved</source>
        <translation>已保存 {saved}/{count}</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>已隔离</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>step {step} of {total}</source>
        <translation>第 {step}/{total} 步</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Weigh the word at the cursor more or less</source>
        <translation>增减光标处词语的权重</translation>
    </message>
    <message>
        <source>Recall an older or newer prompt</source>
        <translation>调出更早或更新的提示词</translation>
    </message>
    <message>
        <source>Undo and redo in a prompt</source>
        <translation>撤销与重做提示词</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Pause the animation that is shown, or let it go on</source>
        <translation>暂停或继续播放显示的动画</translation>
    </message>
</context>
<context>
    <name>LabBar</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Mixing</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Back to the middle</source>
        <translation>回到中心</translation>
    </message>
</context>
<context>
    <name>LabPage</name>
    <message>
        <source>Generate this point</source>
        <translation>生成此点</translation>
    </message>
    <message>
        <source>Pin this point</source>
        <translation>固定此点</translation>
    </message>
    <message>
        <source>Play the path</source>
        <translation>播放路径</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>取消正在运行的任务</translation>
    </message>
    <message>
        <source>Show or hide the point</source>
        <translation>显示或隐藏此点</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Add a model on the Models page to explore it here.</source>
        <translation>请在“模型”页面添加模型，然后在这里探索。</translation>
    </message>
    <message>
        <source>Asking the engine…</source>
        <translation>正在询问引擎…</translation>
    </message>
    <message>
        <source>The map appears as soon as the model is known.</source>
        <translation>了解模型后即显示地图。</translation>
    </message>
    <message>
        <source>Nothing to explore here</source>
        <translation>这里没有可探索的内容</translation>
    </message>
    <message>
        <source>This model takes no latent for this task. Choose another task or another model.</source>
        <translation>此模型在该任务中不接受潜变量。请另选任务或模型。</translation>
    </message>
</context>
<context>
    <name>LargeView</name>
    <message>
        <source>Back to the grid (Esc)</source>
        <translation>返回网格 (Esc)</translation>
    </message>
    <message>
        <source>Previous (Page Up)</source>
        <translation>上一张 (Page Up)</translation>
    </message>
    <message>
        <source>Next (Page Down)</source>
        <translation>下一张 (Page Down)</translation>
    </message>
</context>
<context>
    <name>LayerRange</name>
    <message>
        <source>Coarse</source>
        <translation>粗</translation>
    </message>
    <message>
        <source>Early layers: large forms and their arrangement.</source>
        <translation>前面的层：大的形状及其布局。</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Layers in between: smaller forms.</source>
        <translation>中间的层：较小的形状。</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>细</translation>
    </message>
    <message>
        <source>Late layers: colours and small detail.</source>
        <translation>后面的层：颜色和细节。</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>共 {0} 层</translation>
    </message>
    <message>
        <source>Style from layer</source>
        <translation>风格起始层</translation>
    </message>
    <message>
        <source>Style up to layer, not included</source>
        <translation>风格结束层（不含）</translation>
    </message>
    <message>
        <source>Style in layers</source>
        <translation>风格所在层</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
</context>
<context>
    <name>LibraryBar</name>
    <message>
        <source>Family</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>1 asset</source>
        <translation>1 个素材</translation>
    </message>
    <message>
        <source>{count} assets</source>
        <translation>{count} 个素材</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 个</translation>
    </message>
    <message>
        <source>Search prompts and models</source>
        <translation>搜索提示词和模型</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>搜索素材库</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Show the bin</source>
        <translation>显示回收站</translation>
    </message>
    <message>
        <source>Diffusion</source>
        <translation>扩散</translation>
    </message>
    <message>
        <source>GAN</source>
        <translation>GAN</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>Transformer</source>
        <translation>Transformer</translation>
    </message>
    <message>
        <source>5 stars</source>
        <translation>5 星</translation>
    </message>
    <message>
        <source>4 stars or more</source>
        <translation>4 星及以上</translation>
    </message>
    <message>
        <source>3 stars or more</source>
        <translation>3 星及以上</translation>
    </message>
    <message>
        <source>2 stars or more</source>
        <translation>2 星及以上</translation>
    </message>
    <message>
        <source>1 star or more</source>
        <translation>1 星及以上</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Move to the bin</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Show the recipe</source>
        <translation>显示配方</translation>
    </message>
    <message>
        <source>The library is empty</source>
        <translation>素材库是空的</translation>
    </message>
    <message>
        <source>Whatever you generate is kept here.</source>
        <translation>生成的内容都保存在这里。</translation>
    </message>
    <message>
        <source>Drop pictures in to add them.</source>
        <translation>把图片拖进来即可添加。</translation>
    </message>
    <message>
        <source>The bin is empty</source>
        <translation>回收站是空的</translation>
    </message>
    <message>
        <source>What you delete comes here first.</source>
        <translation>删除的内容会先放到这里。</translation>
    </message>
    <message>
        <source>Back to the library</source>
        <translation>返回素材库</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
    <message>
        <source>No asset has all of these words and filters.</source>
        <translation>没有素材同时符合这些词语和筛选条件。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>搜索素材库</translation>
    </message>
    <message>
        <source>Show the asset large</source>
        <translation>放大查看素材</translation>
    </message>
    <message>
        <source>Bring back what was just moved to the bin</source>
        <translation>找回刚移到回收站的内容</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Moved 1 asset to the bin.</source>
        <translation>已将 1 个素材移到回收站。</translation>
    </message>
    <message>
        <source>Moved {count} assets to the bin.</source>
        <translation>已将 {count} 个素材移到回收站。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Show large</source>
        <translation>放大查看</translation>
    </message>
    <message>
        <source>Generate again</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Use settings</source>
        <translation>使用参数</translation>
    </message>
    <message>
        <source>Explore in the latent lab</source>
        <translation>在潜空间实验室中探索</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>永久删除…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>List of keys</source>
        <translation>快捷键列表</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Latent lab</source>
        <translation>潜空间</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>素材库</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>插件</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>前往{0}</translation>
    </message>
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>Map of the latent space</source>
        <translation>潜空间地图</translation>
    </message>
    <message>
        <source>The arrow keys move, plus and minus zoom, Home goes back to the middle, P pins the point.</source>
        <translation>方向键移动，加减号缩放，Home 回到中心，P 固定此点。</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>MixCanvas</name>
    <message>
        <source>The arrow keys move, Enter looks at the picture.</source>
        <translation>方向键移动，Enter 查看图片。</translation>
    </message>
    <message>
        <source>Row {0}, column {1}: pin {0} as it is</source>
        <translation>第 {0} 行，第 {1} 列：固定点 {0} 的原样</translation>
    </message>
    <message>
        <source>Row {0}, column {1}: pin {0} in the style of pin {1}</source>
        <translation>第 {0} 行，第 {1} 列：固定点 {0} 采用固定点 {1} 的风格</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点</translation>
    </message>
</context>
<context>
    <name>MixView</name>
    <message>
        <source>This model mixes no styles</source>
        <translation>此模型不能混合风格</translation>
    </message>
    <message>
        <source>Choose one whose layers take styles, such as a style-based GAN.</source>
        <translation>请选择各层接受风格的模型，例如基于风格的 GAN。</translation>
    </message>
    <message>
        <source>Pin two points first</source>
        <translation>请先固定两个点</translation>
    </message>
    <message>
        <source>Each pin becomes a row and a column here. Pin points on the map with P.</source>
        <translation>每个固定点在这里成为一行和一列。在地图上按 P 固定点。</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Choose one, or add a folder</source>
        <translation>选择一个，或添加文件夹</translation>
    </message>
    <message>
        <source>Model: {0}, {1} {2}</source>
        <translation>模型：{0}，{1} {2}</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Add models…</source>
        <translation>添加模型…</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>搜索模型</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新扫描</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose a model to see more of it.</source>
        <translation>选择一个模型以查看详情。</translation>
    </message>
    <message>
        <source>Use in Generate</source>
        <translation>用于生成</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>正在查找模型</translation>
    </message>
    <message>
        <source>Stop looking in {folder}</source>
        <translation>不再扫描 {folder}</translation>
    </message>
    <message>
        <source>No folder was added yet</source>
        <translation>尚未添加文件夹</translation>
    </message>
    <message>
        <source>Show the facts</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
    <message>
        <source>No model bears these words.</source>
        <translation>没有模型包含这些词语。</translation>
    </message>
    <message>
        <source>No models yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Add a folder that holds models in diffusers layout, with safetensors files.</source>
        <translation>请添加存放 diffusers 格式模型（safetensors 文件）的文件夹。</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行时</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>Generators</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>Comes with</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Choose a folder with models</source>
        <translation>选择模型文件夹</translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>反向提示词</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>Latent</source>
        <translation>潜变量</translation>
    </message>
    <message>
        <source>Latent space</source>
        <translation>潜空间</translation>
    </message>
    <message>
        <source>Layers up to this one, itself not included, take the style latent&apos;s style; there are {0}.</source>
        <translation>到此层为止（不含此层）采用风格潜变量的风格；共有 {0} 层。</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>调度器</translation>
    </message>
    <message>
        <source>CLIP skip</source>
        <translation>CLIP 跳层</translation>
    </message>
    <message>
        <source>Style latent</source>
        <translation>风格潜变量</translation>
    </message>
    <message>
        <source>What the picture shows.</source>
        <translation>画面的内容。</translation>
    </message>
    <message>
        <source>What the picture must not show.</source>
        <translation>画面中不应出现的内容。</translation>
    </message>
    <message>
        <source>0 is the picture of its own seed, 1 that of the other end.</source>
        <translation>0 是自身种子的图片，1 是另一端的图片。</translation>
    </message>
    <message>
        <source>0 is the picture of the seed, 1 that of the other one.</source>
        <translation>0 是本种子的图片，1 是另一个种子的图片。</translation>
    </message>
    <message>
        <source>A PNG, JPEG or WebP file.</source>
        <translation>PNG、JPEG 或 WebP 文件。</translation>
    </message>
    <message>
        <source>Above 1, what was written already becomes less likely.</source>
        <translation>大于 1 时，已写过的内容不易再次出现。</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>格数</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Early layers decide on the large forms, late ones on colours.</source>
        <translation>前面的层决定大的形状，后面的层决定颜色。</translation>
    </message>
    <message>
        <source>How far the latents lie from their mean. 0 shows the mean picture, 1 is as in training.</source>
        <translation>潜变量离均值的远近。0 显示均值图片，1 与训练时相同。</translation>
    </message>
    <message>
        <source>How far the map reaches to each side, in standard deviations.</source>
        <translation>图向每一侧延伸的范围，以标准差计。</translation>
    </message>
    <message>
        <source>How many pictures side by side, and as many rows.</source>
        <translation>每行的图片数，行数相同。</translation>
    </message>
    <message>
        <source>How much noise is laid over the picture first.</source>
        <translation>事先给图片加多少噪声。</translation>
    </message>
    <message>
        <source>How to answer.</source>
        <translation>如何回答。</translation>
    </message>
    <message>
        <source>Less is more typical and more alike, more is more varied; 0 is the mean of the class.</source>
        <translation>越小越典型、越相似，越大越多样；0 为该类别的均值。</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>最长文本</translation>
    </message>
    <message>
        <source>Low is predictable, high is daring; 0 always takes the likeliest.</source>
        <translation>低则稳妥，高则大胆；0 总取最可能的。</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Mix from layer</source>
        <translation>混合起始层</translation>
    </message>
    <message>
        <source>Mix to layer</source>
        <translation>混合结束层</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Off: the text goes on from the prompt as it stands.</source>
        <translation>关闭时：文本直接接着提示词写下去。</translation>
    </message>
    <message>
        <source>Only so many of the likeliest tokens; 0 is all.</source>
        <translation>只取最可能的若干词元；0 表示全部。</translation>
    </message>
    <message>
        <source>Only the likeliest tokens that together reach this share.</source>
        <translation>只取累计概率达到此比例的最可能词元。</translation>
    </message>
    <message>
        <source>Opset</source>
        <translation>Opset</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Stop at</source>
        <translation>停止于</translation>
    </message>
    <message>
        <source>z is noise; w, which the mapping network makes of it, changes more evenly from point to point.</source>
        <translation>z 是噪声；映射网络由它得到的 w 在点与点之间变化更均匀。</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>The model was trained at {0} pixels.</source>
        <translation>此模型以 {0} 像素训练。</translation>
    </message>
    <message>
        <source>The noise that the picture starts from, such as 12 or 0.6*12 + 0.8*13; empty is the seed&apos;s own.</source>
        <translation>图片由此噪声开始，例如 12 或 0.6*12 + 0.8*13；留空则用种子自己的噪声。</translation>
    </message>
    <message>
        <source>The point whose style is mixed in, such as 7; empty is that of the seed.</source>
        <translation>混入其风格的点，例如 7；留空则用种子的点。</translation>
    </message>
    <message>
        <source>The seed at the other end of the way.</source>
        <translation>路径另一端的种子。</translation>
    </message>
    <message>
        <source>The seed of the picture at the other end.</source>
        <translation>另一端图片的种子。</translation>
    </message>
    <message>
        <source>The strength of random detail.</source>
        <translation>随机细节的强度。</translation>
    </message>
    <message>
        <source>The text ends before this. Several: one a line.</source>
        <translation>文本在此之前结束。多个时每行一个。</translation>
    </message>
    <message>
        <source>The text ends by itself, or after so many tokens.</source>
        <translation>文本自行结束，或在这么多词元后结束。</translation>
    </message>
    <message>
        <source>The version of ONNX&apos;s operators.</source>
        <translation>ONNX 算子的版本。</translation>
    </message>
    <message>
        <source>The way from noise to picture. “own” is the one that the model brings.</source>
        <translation>从噪声到图片的方法。“own”是模型自带的方法。</translation>
    </message>
    <message>
        <source>To seed</source>
        <translation>目标种子</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>Top k</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Truncation</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>What the text goes on from.</source>
        <translation>文本接着它写下去。</translation>
    </message>
    <message>
        <source>What to answer.</source>
        <translation>要回答的内容。</translation>
    </message>
    <message>
        <source>Where the picture is made from, such as 12 or 0.6*12 + 0.8*13; empty is the seed&apos;s own.</source>
        <translation>图片由潜空间中的这一点生成，例如 12 或 0.6*12 + 0.8*13；留空则用种子自己的点。</translation>
    </message>
    <message>
        <source>Which share of the picture is taken away first.</source>
        <translation>事先去掉图片的多大比例。</translation>
    </message>
    <message>
        <source>fp16 takes half the space and is made for GPUs.</source>
        <translation>fp16 占一半空间，适用于 GPU。</translation>
    </message>
    <message>
        <source>More steps take longer and show more detail.</source>
        <translation>步数越多，耗时越长，细节越多。</translation>
    </message>
    <message>
        <source>How closely the picture follows the prompt.</source>
        <translation>画面贴合提示词的程度。</translation>
    </message>
    <message>
        <source>How many of the last layers of the text encoder to leave out.</source>
        <translation>略去文本编码器最后几层。</translation>
    </message>
</context>
<context>
    <name>PathBar</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Make animation</source>
        <translation>制作动画</translation>
    </message>
    <message>
        <source>Press P to pin a point. Two pins make a path from one to the other.</source>
        <translation>按 P 固定一个点。两个固定点构成一条路径。</translation>
    </message>
    <message>
        <source> fps</source>
        <translation> 帧/秒</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧数</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} 张图片</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>PictureField</name>
    <message>
        <source>Drop a picture here, or choose one</source>
        <translation>把图片拖到这里，或选择一张</translation>
    </message>
    <message>
        <source>Choose a picture.</source>
        <translation>请选择一张图片。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
    <message>
        <source>Only PNG, JPEG and WebP pictures can be read.</source>
        <translation>只能读取 PNG、JPEG 和 WebP 图片。</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>PinStrip</name>
    <message>
        <source>Left and right choose, with Ctrl they move the pin; Enter goes there, Delete removes it.</source>
        <translation>左右键选择，按住 Ctrl 则移动固定点；Enter 前往该点，Delete 移除。</translation>
    </message>
    <message>
        <source>Pin {0} of {1}</source>
        <translation>固定点 {0}，共 {1} 个</translation>
    </message>
    <message>
        <source>No pins yet</source>
        <translation>还没有固定点</translation>
    </message>
</context>
<context>
    <name>PluginsPage</name>
    <message>
        <source>Plugins</source>
        <translation>插件</translation>
    </message>
    <message>
        <source>Search plugins</source>
        <translation>搜索插件</translation>
    </message>
    <message>
        <source>Choose a plugin to see what it brings.</source>
        <translation>选择一个插件以查看其内容。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Show the facts</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
    <message>
        <source>No plugin bears these words.</source>
        <translation>没有插件包含这些词语。</translation>
    </message>
    <message>
        <source>No plugin is installed</source>
        <translation>没有安装插件</translation>
    </message>
    <message>
        <source>Plugins bring the generators.</source>
        <translation>生成器由插件提供。</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>first-party</source>
        <translation>官方</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>包</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Generators</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务类型</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>PointPanel</name>
    <message>
        <source>The point in writing</source>
        <translation>点的文字写法</translation>
    </message>
    <message>
        <source>Seeds and their weights. Type or paste another point to go there.</source>
        <translation>种子及其权重。键入或粘贴另一个点即可前往。</translation>
    </message>
    <message>
        <source>Pin this point (P)</source>
        <translation>固定此点 (P)</translation>
    </message>
    <message>
        <source>Copy the point</source>
        <translation>复制此点</translation>
    </message>
    <message>
        <source>Finished picture</source>
        <translation>成品图片</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Waiting for the engine…</source>
        <translation>正在等待引擎…</translation>
    </message>
    <message>
        <source>{0} pictures a second</source>
        <translation>每秒 {0} 张图片</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Picture of the point</source>
        <translation>此点的图片</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Waiting in the queue</source>
        <translation>在队列中等待</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Esc cancels</source>
        <translation>Esc 取消</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>第 {0} 张，共 {1} 张</translation>
    </message>
    <message>
        <source>step {0} of {1}</source>
        <translation>第 {0}/{1} 步</translation>
    </message>
    <message>
        <source>{0} left · Esc cancels</source>
        <translation>剩余 {0} · Esc 取消</translation>
    </message>
</context>
<context>
    <name>PromptField</name>
    <message>
        <source>What do you want to see?</source>
        <translation>想要什么样的画面？</translation>
    </message>
    <message>
        <source>What to keep out</source>
        <translation>不希望出现的内容</translation>
    </message>
    <message>
        <source>{0} characters too many; shorten it to {1}.</source>
        <translation>多了 {0} 个字符，请缩短到 {1} 个以内。</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>清除已结束</translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation>队列是空的</translation>
    </message>
    <message>
        <source>What you generate waits here for its turn.</source>
        <translation>要生成的任务在这里排队。</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Show the job</source>
        <translation>显示任务</translation>
    </message>
    <message>
        <source>Move the job up</source>
        <translation>上移任务</translation>
    </message>
    <message>
        <source>Move the job down</source>
        <translation>下移任务</translation>
    </message>
    <message>
        <source>Cancel or remove the job</source>
        <translation>取消或移除任务</translation>
    </message>
    <message>
        <source>Try the job again</source>
        <translation>重试任务</translation>
    </message>
    <message>
        <source>Pause or resume the queue</source>
        <translation>暂停或继续队列</translation>
    </message>
    <message>
        <source>1 job from last time waits.</source>
        <translation>上次有 1 个任务在等待。</translation>
    </message>
    <message>
        <source>{count} jobs from last time wait.</source>
        <translation>上次有 {count} 个任务在等待。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>没有等待的任务</translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation>{0} 个等待</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
</context>
<context>
    <name>RecipePanel</name>
    <message>
        <source>Generate again</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Use settings</source>
        <translation>使用参数</translation>
    </message>
    <message>
        <source>Explore in the latent lab</source>
        <translation>在潜空间实验室中探索</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Choose a picture to see how it was made.</source>
        <translation>选择一张图片，查看它是怎样生成的。</translation>
    </message>
    <message>
        <source>This file was added from outside and holds no recipe.</source>
        <translation>此文件来自外部，没有配方。</translation>
    </message>
    <message>
        <source>Copy the recipe</source>
        <translation>复制配方</translation>
    </message>
    <message>
        <source>Copy the recipe as text</source>
        <translation>以文本形式复制配方</translation>
    </message>
</context>
<context>
    <name>RecipeRows</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Keyframes</source>
        <translation>关键帧</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行时</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Latent</source>
        <translation>潜空间点</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Truncation</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>最长文本</translation>
    </message>
    <message>
        <source>{frames} · {rate} a second · {seconds} s</source>
        <translation>{frames} · 每秒 {rate} 帧 · {seconds} 秒</translation>
    </message>
    <message>
        <source>{way}, and back to the first</source>
        <translation>{way}，再回到第一个</translation>
    </message>
</context>
<context>
    <name>Restoring</name>
    <message>
        <source>{0} holds no settings.</source>
        <translation>{0} 中没有生成参数。</translation>
    </message>
    <message>
        <source>Pictures made here, and those of programs that write “parameters”, hold theirs.</source>
        <translation>由本应用生成的图片，以及写入“parameters”的其他程序的图片，都带有参数。</translation>
    </message>
    <message>
        <source>Some settings do not fit this model and stay as they were: {0}.</source>
        <translation>有些参数不适用于此模型，保持原样：{0}。</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Star the result</source>
        <translation>给结果加星</translation>
    </message>
    <message>
        <source>Move the result to the bin</source>
        <translation>把结果移到回收站</translation>
    </message>
    <message>
        <source>Moved to the bin.</source>
        <translation>已移到回收站。</translation>
    </message>
</context>
<context>
    <name>SeedField</name>
    <message>
        <source>Roll a new seed</source>
        <translation>随机取新种子</translation>
    </message>
    <message>
        <source>Keep this seed</source>
        <translation>锁定此种子</translation>
    </message>
    <message>
        <source>Type a number, or roll the dice.</source>
        <translation>请输入数字，或掷骰子。</translation>
    </message>
    <message>
        <source>The largest seed is {0}.</source>
        <translation>种子最大为 {0}。</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>A message of {0} bytes is too large for the line.</source>
        <translation>{0} 字节的消息过大，无法传送。</translation>
    </message>
    <message>
        <source>A new engine was started; other jobs go on.</source>
        <translation>已启动新的引擎，其他任务继续进行。</translation>
    </message>
    <message>
        <source>Add the model again.</source>
        <translation>请重新添加该模型。</translation>
    </message>
    <message>
        <source>Another program keeps {0} locked.</source>
        <translation>{0} 被其他程序锁定。</translation>
    </message>
    <message>
        <source>Cancel it first.</source>
        <translation>请先取消它。</translation>
    </message>
    <message>
        <source>Check that the file exists and that you may read it.</source>
        <translation>请确认该文件存在并且您有读取权限。</translation>
    </message>
    <message>
        <source>Check that {0} exists and that you may read it.</source>
        <translation>请确认 {0} 存在且可读取。</translation>
    </message>
    <message>
        <source>Check that {0} exists and that you may write there.</source>
        <translation>请确认 {0} 存在且可写入。</translation>
    </message>
    <message>
        <source>Check the permissions of the folder and that no other program holds the file.</source>
        <translation>请检查文件夹权限，并确认没有其他程序占用该文件。</translation>
    </message>
    <message>
        <source>Check the permissions of the folder, or set AIGC_HOME to another one.</source>
        <translation>请检查文件夹权限，或把 AIGC_HOME 设为其他文件夹。</translation>
    </message>
    <message>
        <source>Choose a picture file.</source>
        <translation>请选择一个图片文件。</translation>
    </message>
    <message>
        <source>Choose a smaller size or count, a smaller model, or close other programs.</source>
        <translation>请减小尺寸或数量、换用较小的模型，或关闭其他程序。</translation>
    </message>
    <message>
        <source>Choose another value for {0}, or leave it out.</source>
        <translation>请为 {0} 另选一个值，或不填。</translation>
    </message>
    <message>
        <source>Choose another {0}.</source>
        <translation>请另选{0}。</translation>
    </message>
    <message>
        <source>Choose one of the values named.</source>
        <translation>请从列出的值中选择。</translation>
    </message>
    <message>
        <source>Close other windows of the application and programs that copy or scan this folder.</source>
        <translation>请关闭本应用的其他窗口，以及正在复制或扫描此文件夹的程序。</translation>
    </message>
    <message>
        <source>Copy or download the whole model folder again.</source>
        <translation>请重新复制或下载整个模型文件夹。</translation>
    </message>
    <message>
        <source>Copy or download {0} again, completely.</source>
        <translation>请重新完整地复制或下载 {0}。</translation>
    </message>
    <message>
        <source>Copy or download {0} again, with all its files.</source>
        <translation>请重新复制或下载 {0} 及其全部文件。</translation>
    </message>
    <message>
        <source>Copy or download {0} again.</source>
        <translation>请重新复制或下载 {0}。</translation>
    </message>
    <message>
        <source>Copy the whole model folder again.</source>
        <translation>请重新复制整个模型文件夹。</translation>
    </message>
    <message>
        <source>Correct the value and try again.</source>
        <translation>请更正此值后重试。</translation>
    </message>
    <message>
        <source>Delete them: the safetensors files beside them hold the same weights.</source>
        <translation>请删除它们：旁边的 safetensors 文件含有相同的权重。</translation>
    </message>
    <message>
        <source>Free some space, or empty the bin of the library, then try again.</source>
        <translation>请腾出空间，或清空素材库的回收站，然后重试。</translation>
    </message>
    <message>
        <source>Free some space, then retry the job; finished pictures are kept.</source>
        <translation>请腾出空间后重试任务；已完成的图片会保留。</translation>
    </message>
    <message>
        <source>Give from 0 to {0} stars.</source>
        <translation>请给 0 到 {0} 星。</translation>
    </message>
    <message>
        <source>Ids are small letters, digits, - and _; hooks is a dotted module name.</source>
        <translation>标识由小写字母、数字、- 和 _ 组成；hooks 是带点的模块名。</translation>
    </message>
    <message>
        <source>Installed are: {0}.</source>
        <translation>已安装：{0}。</translation>
    </message>
    <message>
        <source>It does: {0}.</source>
        <translation>它支持：{0}。</translation>
    </message>
    <message>
        <source>It knows {0}.</source>
        <translation>它认识：{0}。</translation>
    </message>
    <message>
        <source>It loads {0}.</source>
        <translation>它可加载 {0}。</translation>
    </message>
    <message>
        <source>It runs in: {0}.</source>
        <translation>它支持的精度：{0}。</translation>
    </message>
    <message>
        <source>It was {0}.</source>
        <translation>原为 {0}。</translation>
    </message>
    <message>
        <source>Job {0} is {1}; it cannot become {2}.</source>
        <translation>任务 {0} 处于 {1}，不能变为 {2}。</translation>
    </message>
    <message>
        <source>Keep nothing but the model in its folder.</source>
        <translation>模型文件夹中请只保留模型。</translation>
    </message>
    <message>
        <source>Known are: {0}.</source>
        <translation>已知：{0}。</translation>
    </message>
    <message>
        <source>A model is a folder with model_index.json or config.json and safetensors or ONNX files, or a single ONNX file.</source>
        <translation>模型是带有 model_index.json 或 config.json 以及 safetensors 或 ONNX 文件的目录，或者单个 ONNX 文件。</translation>
    </message>
    <message>
        <source>A {0} cannot be exported to ONNX yet.</source>
        <translation>{0} 还不能导出为 ONNX。</translation>
    </message>
    <message>
        <source>Ask the author of its plugin for the task onnx-export.</source>
        <translation>请向其插件的作者提出支持 onnx-export 任务。</translation>
    </message>
    <message>
        <source>Check whether it was moved, and give the whole path.</source>
        <translation>请检查它是否被移动，并给出完整路径。</translation>
    </message>
    <message>
        <source>Choose a PNG, JPEG or WebP file.</source>
        <translation>请选择 PNG、JPEG 或 WebP 文件。</translation>
    </message>
    <message>
        <source>Choose another task, or a model with an encoder.</source>
        <translation>请选择其他任务，或带有编码器的模型。</translation>
    </message>
    <message>
        <source>Choose other sizes, or export the model again. The details say what was found.</source>
        <translation>请选择其他尺寸，或重新导出模型。详细信息中有具体原因。</translation>
    </message>
    <message>
        <source>Choose the device cpu, or install the build of ONNX Runtime for this device; `aigc doctor` says what is there.</source>
        <translation>请选择设备 cpu，或安装适用于此设备的 ONNX Runtime；`aigc doctor` 会说明有哪些设备。</translation>
    </message>
    <message>
        <source>Choose the task unconditional-image-generation.</source>
        <translation>请选择任务 unconditional-image-generation。</translation>
    </message>
    <message>
        <source>Close other programs, take a smaller picture, or choose a smaller model.</source>
        <translation>请关闭其他程序、使用更小的图片，或选择更小的模型。</translation>
    </message>
    <message>
        <source>Copy or export the model again. The details say what was found.</source>
        <translation>请重新复制或导出模型。详细信息中有具体原因。</translation>
    </message>
    <message>
        <source>Copy the tokenizer files that belong to this model into its folder.</source>
        <translation>请把属于此模型的分词器文件复制到它的目录中。</translation>
    </message>
    <message>
        <source>Copy the whole model folder again, or export it again.</source>
        <translation>请重新复制整个模型目录，或重新导出。</translation>
    </message>
    <message>
        <source>Export it with `aigc models export`, or choose a model of that runtime.</source>
        <translation>请用 `aigc models export` 导出，或选择该运行时的模型。</translation>
    </message>
    <message>
        <source>Export it with a cache: for Optimum, with the task text-generation-with-past.</source>
        <translation>请带缓存导出：在 Optimum 中使用任务 text-generation-with-past。</translation>
    </message>
    <message>
        <source>Export or copy the whole model folder again.</source>
        <translation>请重新导出或复制整个模型目录。</translation>
    </message>
    <message>
        <source>Export the model again, or ask whoever made this file.</source>
        <translation>请重新导出模型，或询问制作此文件的人。</translation>
    </message>
    <message>
        <source>Export the model again, with its own configuration files.</source>
        <translation>请连同它自己的配置文件重新导出模型。</translation>
    </message>
    <message>
        <source>Free some space there, or choose another folder.</source>
        <translation>请在那里腾出空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Get a version of this model that is not compressed, or another model.</source>
        <translation>请获取此模型未压缩的版本，或使用其他模型。</translation>
    </message>
    <message>
        <source>Get a version of this model that keeps its tensors in files beside it.</source>
        <translation>请获取把张量保存在旁边文件中的版本。</translation>
    </message>
    <message>
        <source>Get a version of this model that uses standard operators only.</source>
        <translation>请获取只使用标准算子的版本。</translation>
    </message>
    <message>
        <source>Install the plugin with it: pip install &apos;aigc-vae[diffusers]&apos;.</source>
        <translation>请连同它一起安装插件：pip install &apos;aigc-vae[diffusers]&apos;。</translation>
    </message>
    <message>
        <source>Its weights are damaged, or too small a precision was exported: export it again as fp32.</source>
        <translation>权重已损坏，或导出的精度太低：请以 fp32 重新导出。</translation>
    </message>
    <message>
        <source>Known are: {0}. A path to a model will do as well.</source>
        <translation>已知的有：{0}。也可以给出模型的路径。</translation>
    </message>
    <message>
        <source>Loaded are: {0}. Install a plugin for it.</source>
        <translation>可加载：{0}。请为它安装插件。</translation>
    </message>
    <message>
        <source>Look at the details for the plugin that held it up, and disable or reinstall that plugin.</source>
        <translation>请在详细信息中找出造成拖延的插件，停用或重新安装它。</translation>
    </message>
    <message>
        <source>Look whether the disk is full or the folder of models write-protected, then run the job again.</source>
        <translation>请检查磁盘是否已满、模型目录是否写保护，然后重新运行任务。</translation>
    </message>
    <message>
        <source>Make it smaller in another program first.</source>
        <translation>请先用其他程序将其缩小。</translation>
    </message>
    <message>
        <source>Make the picture smaller, close other programs, or choose a smaller model.</source>
        <translation>请缩小画面、关闭其他程序，或换用较小的模型。</translation>
    </message>
    <message>
        <source>Memory ran out; {0}.</source>
        <translation>内存不足；{0}。</translation>
    </message>
    <message>
        <source>Mend {0}, or remove it.</source>
        <translation>请修正 {0}，或将其删除。</translation>
    </message>
    <message>
        <source>Models and plugins must be on this machine. Add what is missing as a local folder.</source>
        <translation>模型和插件必须在本机上。请把缺少的内容作为本地文件夹添加。</translation>
    </message>
    <message>
        <source>Move {0} away and start again: pictures in the library are found by their files.</source>
        <translation>请移走 {0} 后重新启动：素材库会根据文件找回图片。</translation>
    </message>
    <message>
        <source>No installed generator exports {0} to {1}.</source>
        <translation>已安装的生成器都不能把 {0} 导出为 {1}。</translation>
    </message>
    <message>
        <source>No installed generator loads {0}: it is a {1}.</source>
        <translation>没有已安装的生成器能加载 {0}：它是 {1}。</translation>
    </message>
    <message>
        <source>No picture was chosen.</source>
        <translation>没有选择图片。</translation>
    </message>
    <message>
        <source>Nothing was kept. Export it as fp32, with another opset, or report this with the model&apos;s name.</source>
        <translation>没有保留任何文件。请以 fp32 或其他 opset 导出，或附上模型名称报告此问题。</translation>
    </message>
    <message>
        <source>Nothing was kept. Export it as fp32, with another opset, or report this.</source>
        <translation>没有保留任何文件。请以 fp32 或其他 opset 导出，或报告此问题。</translation>
    </message>
    <message>
        <source>ONNX Runtime cannot run on {0} here.</source>
        <translation>ONNX Runtime 在此无法在 {0} 上运行。</translation>
    </message>
    <message>
        <source>Only a waiting job can be moved.</source>
        <translation>只能移动等待中的任务。</translation>
    </message>
    <message>
        <source>Only generators of pictures in red, green and blue can be used.</source>
        <translation>只能使用生成红绿蓝图片的生成器。</translation>
    </message>
    <message>
        <source>Present are: {0}. Choose one of them, or auto.</source>
        <translation>可用的有：{0}。请选择其中之一，或使用 auto。</translation>
    </message>
    <message>
        <source>Present are: {0}. For an NVIDIA card the CUDA build of PyTorch must be installed; `aigc doctor` says how.</source>
        <translation>可用的有：{0}。NVIDIA 显卡需要安装 CUDA 版 PyTorch；`aigc doctor` 会说明做法。</translation>
    </message>
    <message>
        <source>Progress of step {0} of {1} makes no sense.</source>
        <translation>第 {0}/{1} 步的进度不合理。</translation>
    </message>
    <message>
        <source>Put what it leads to in the place of {0}, or add the folder where that lies as a model folder.</source>
        <translation>请把 {0} 指向的内容放到它的位置，或把其所在的文件夹添加为模型文件夹。</translation>
    </message>
    <message>
        <source>Reinstall the plugin, or tell its author.</source>
        <translation>请重新安装插件，或告知其作者。</translation>
    </message>
    <message>
        <source>Reinstall {0}, or tell its author.</source>
        <translation>请重新安装 {0}，或告知其作者。</translation>
    </message>
    <message>
        <source>Save it again as PNG, JPEG or WebP; readable are {0}.</source>
        <translation>请另存为 PNG、JPEG 或 WebP；可读取的格式：{0}。</translation>
    </message>
    <message>
        <source>Save it again; readable are {0}.</source>
        <translation>请重新保存；可读取的格式有 {0}。</translation>
    </message>
    <message>
        <source>Save it smaller in another program first.</source>
        <translation>请先用其他程序另存得小一些。</translation>
    </message>
    <message>
        <source>Say the most important things first, in fewer words.</source>
        <translation>请先写最重要的内容，并精简用词。</translation>
    </message>
    <message>
        <source>Search the library for it; it may have been deleted for good.</source>
        <translation>请在素材库中搜索；它可能已被永久删除。</translation>
    </message>
    <message>
        <source>Shorten the prompt by at least {0} tokens, or choose a model with a longer context.</source>
        <translation>请把提示词至少缩短 {0} 个词元，或选择上下文更长的模型。</translation>
    </message>
    <message>
        <source>Shorten the prompt, close other programs, or choose a smaller model.</source>
        <translation>请缩短提示词、关闭其他程序，或选择更小的模型。</translation>
    </message>
    <message>
        <source>Shorten the prompt, or go on in a new request from the end of the text.</source>
        <translation>请缩短提示词，或从文本末尾开始新的请求。</translation>
    </message>
    <message>
        <source>Something in this engine tried to reach {0}; the network is blocked.</source>
        <translation>引擎中有程序试图连接 {0}；网络已阻断。</translation>
    </message>
    <message>
        <source>Take the safetensors files of the model, or convert it in a sandbox, and remove this file.</source>
        <translation>请使用该模型的 safetensors 文件，或在沙箱中转换，并删除此文件。</translation>
    </message>
    <message>
        <source>Tell the plugin&apos;s author; the plugin guide lists every field.</source>
        <translation>请告知插件作者；插件指南列出了所有字段。</translation>
    </message>
    <message>
        <source>The ONNX model “{0}” wants a scheduler that is not there: {1}.</source>
        <translation>ONNX 模型“{0}”需要一个没有的调度器：{1}。</translation>
    </message>
    <message>
        <source>The application met a fault of its own: {0}</source>
        <translation>应用自身出现故障：{0}</translation>
    </message>
    <message>
        <source>The asset “{0}” cannot be exported as {1}.</source>
        <translation>素材“{0}”不能导出为 {1}。</translation>
    </message>
    <message>
        <source>The asset “{0}” is a picture, and those are finished files as they are.</source>
        <translation>素材“{0}”是图片，图片本身就是成品文件。</translation>
    </message>
    <message>
        <source>The chat template of “{0}” cannot be used: {1}.</source>
        <translation>“{0}”的对话模板无法使用：{1}。</translation>
    </message>
    <message>
        <source>The configuration of “{0}” is incomplete or does not fit together.</source>
        <translation>“{0}”的配置不完整或互相矛盾。</translation>
    </message>
    <message>
        <source>The disk is full: {0} needs {1} MB, {2} MB are free.</source>
        <translation>磁盘已满：{0} 需要 {1} MB，剩余 {2} MB。</translation>
    </message>
    <message>
        <source>The disk that holds {0} is full.</source>
        <translation>{0} 所在的磁盘已满。</translation>
    </message>
    <message>
        <source>The engine did not say in time which parameters this generator takes.</source>
        <translation>引擎未能及时给出此生成器的参数。</translation>
    </message>
    <message>
        <source>The engine ended unexpectedly ({0}).</source>
        <translation>引擎意外结束（{0}）。</translation>
    </message>
    <message>
        <source>The engine held {0} MB of {1} MB</source>
        <translation>引擎占用了 {1} MB 中的 {0} MB</translation>
    </message>
    <message>
        <source>The engine named {0}, which is not a file in its folder.</source>
        <translation>引擎给出的 {0} 不是其文件夹中的文件。</translation>
    </message>
    <message>
        <source>The engine sent a message that makes no sense: {0}.</source>
        <translation>引擎发来无法理解的消息：{0}。</translation>
    </message>
    <message>
        <source>The engine was not ready within {0} seconds and was stopped.</source>
        <translation>引擎在 {0} 秒内未就绪，已被停止。</translation>
    </message>
    <message>
        <source>The engine was started without its pipes.</source>
        <translation>引擎启动时没有管道。</translation>
    </message>
    <message>
        <source>The exported model draws another picture: {0} of 255 apart, {1} dB.</source>
        <translation>导出的模型画出了不同的图片：相差 {0}/255，{1} dB。</translation>
    </message>
    <message>
        <source>The exported model writes another text: after {0} tokens it chooses another one.</source>
        <translation>导出的模型写出了不同的文本：{0} 个词元之后开始不同。</translation>
    </message>
    <message>
        <source>The file is damaged or was trained badly; copy the model again or use another one.</source>
        <translation>文件已损坏或训练不良；请重新复制模型或换用其他模型。</translation>
    </message>
    <message>
        <source>The finished model {0} could not be moved among the models: {1}.</source>
        <translation>完成的模型 {0} 无法移到模型目录中：{1}。</translation>
    </message>
    <message>
        <source>The folder needs a whole {0}; copy or download it again.</source>
        <translation>目录中需要完整的 {0}；请重新复制或下载。</translation>
    </message>
    <message>
        <source>The folder of “{0}” is gone.</source>
        <translation>“{0}”的文件夹已不存在。</translation>
    </message>
    <message>
        <source>The folder {0} cannot be made: {1}.</source>
        <translation>无法创建文件夹 {0}：{1}。</translation>
    </message>
    <message>
        <source>The folder {0} cannot be read: {1}.</source>
        <translation>无法读取文件夹 {0}：{1}。</translation>
    </message>
    <message>
        <source>The folder {0} holds more than {1} files.</source>
        <translation>文件夹 {0} 中的文件超过 {1} 个。</translation>
    </message>
    <message>
        <source>The manifest of {0} cannot be read: {1}.</source>
        <translation>无法读取 {0} 的清单：{1}。</translation>
    </message>
    <message>
        <source>The manifest of {0} is far too large.</source>
        <translation>{0} 的清单过大。</translation>
    </message>
    <message>
        <source>The manifest of {0} names hooks outside its own package {1}.</source>
        <translation>{0} 的清单指定了不在其自身包 {1} 内的钩子。</translation>
    </message>
    <message>
        <source>The model gave no numbers where pixels should be.</source>
        <translation>模型在像素处给出的不是数字。</translation>
    </message>
    <message>
        <source>The model gives {0} where pictures in three colours should be.</source>
        <translation>模型给出了 {0}，而不是三种颜色的图片。</translation>
    </message>
    <message>
        <source>The model {0} brings program code, which is never run: {1}.</source>
        <translation>模型 {0} 带有程序代码，本应用从不运行：{1}。</translation>
    </message>
    <message>
        <source>The model {0} holds files that can run code when they are loaded: {1}.</source>
        <translation>模型 {0} 含有加载时可能运行代码的文件：{1}。</translation>
    </message>
    <message>
        <source>The model {0} is not complete: {1}.</source>
        <translation>模型 {0} 不完整：{1}。</translation>
    </message>
    <message>
        <source>The package `{0}` cannot be located: {1}.</source>
        <translation>找不到包 `{0}`：{1}。</translation>
    </message>
    <message>
        <source>The plugin has a fault; tell its author.</source>
        <translation>插件有故障；请告知其作者。</translation>
    </message>
    <message>
        <source>The plugin left out {0} of the outputs asked for.</source>
        <translation>插件缺少 {0} 个所要求的结果。</translation>
    </message>
    <message>
        <source>The plugin yielded an animation without a frame.</source>
        <translation>插件给出了没有帧的动画。</translation>
    </message>
    <message>
        <source>The plugin yielded no picture where one was asked for.</source>
        <translation>要求图片时插件没有给出图片。</translation>
    </message>
    <message>
        <source>The plugin yielded something that was not asked for.</source>
        <translation>插件给出了未要求的内容。</translation>
    </message>
    <message>
        <source>The plugin {0} could not be started.</source>
        <translation>无法启动插件 {0}。</translation>
    </message>
    <message>
        <source>The plugin {0} failed.</source>
        <translation>插件 {0} 出错。</translation>
    </message>
    <message>
        <source>The plugin {0} is not part of this engine.</source>
        <translation>插件 {0} 不属于此引擎。</translation>
    </message>
    <message>
        <source>The program ffmpeg could not make the MP4 file.</source>
        <translation>程序 ffmpeg 未能生成 MP4 文件。</translation>
    </message>
    <message>
        <source>The prompt has {0} tokens; “{1}” can attend to {2}, with the text that it writes.</source>
        <translation>提示词有 {0} 个词元；“{1}”连同所写的文本最多处理 {2} 个。</translation>
    </message>
    <message>
        <source>The recipe in this picture is damaged.</source>
        <translation>此图片中的配方已损坏。</translation>
    </message>
    <message>
        <source>The recipe in this picture was written by a newer version of AIGC Desktop.</source>
        <translation>此图片中的配方由更新版本的 AIGC Desktop 写入。</translation>
    </message>
    <message>
        <source>The scheduler lcm takes at most {0} steps with this model, not {1}.</source>
        <translation>调度器 lcm 在此模型上最多 {0} 步，而不是 {1} 步。</translation>
    </message>
    <message>
        <source>The settings could not be understood; the defaults are used.</source>
        <translation>无法读懂设置，已使用默认值。</translation>
    </message>
    <message>
        <source>The settings in this picture (“{0}”) are larger than {1} KB; no program writes such.</source>
        <translation>此图片中的参数（“{0}”）超过 {1} KB，正常程序不会写入这么多。</translation>
    </message>
    <message>
        <source>The text is cut off: “{0}” can attend to {1} tokens, {2} of which the prompt has.</source>
        <translation>文本被截断：“{0}”最多处理 {1} 个词元，其中提示词占 {2} 个。</translation>
    </message>
    <message>
        <source>The tokenizer does not fit “{0}”: it makes tokens up to {1}, the model has {2}.</source>
        <translation>分词器与“{0}”不匹配：它的词元编号到 {1}，而模型只有 {2} 个。</translation>
    </message>
    <message>
        <source>The tokenizer of “{0}” cannot be read.</source>
        <translation>无法读取“{0}”的分词器。</translation>
    </message>
    <message>
        <source>The tokenizer of “{0}” is another model&apos;s: it counts to {1}, and the text encoder knows {2} tokens.</source>
        <translation>“{0}”的分词器属于另一个模型：编号到 {1}，而文本编码器只认识 {2} 个词元。</translation>
    </message>
    <message>
        <source>The weights of the {0} hold values that are no numbers, first in {1}.</source>
        <translation>{0} 的权重中含有非数值，首见于 {1}。</translation>
    </message>
    <message>
        <source>The weights of “{0}” are damaged: files are missing, cut short or mixed up.</source>
        <translation>“{0}”的权重已损坏：文件缺失、被截断或混淆。</translation>
    </message>
    <message>
        <source>The weights of “{0}” hold values that are no numbers, first in {1}.</source>
        <translation>“{0}”的权重中有不是数字的值，首先出现在 {1}。</translation>
    </message>
    <message>
        <source>The {0} gives {1} for latents of {2}.</source>
        <translation>{0} 对 {2} 的潜变量给出 {1}。</translation>
    </message>
    <message>
        <source>The {0} id “{1}” of {2} is already taken by {3}.</source>
        <translation>{2} 的 {0} 标识“{1}”已被 {3} 占用。</translation>
    </message>
    <message>
        <source>The {0} is too long for this model; it does not read the end: “{1}”.</source>
        <translation>{0} 对此模型过长，末尾不会被读取：“{1}”。</translation>
    </message>
    <message>
        <source>The {0} of “{1}” is damaged: files are missing, cut short or mixed up.</source>
        <translation>“{1}”的 {0} 已损坏：文件缺失、被截断或混淆。</translation>
    </message>
    <message>
        <source>There is no asset “{0}” in the library.</source>
        <translation>素材库中没有素材“{0}”。</translation>
    </message>
    <message>
        <source>There is no device “{0}” here.</source>
        <translation>本机没有设备“{0}”。</translation>
    </message>
    <message>
        <source>There is no direction from these: some assets with stars and some without are needed.</source>
        <translation>由这些得不出方向：需要一些有星的素材和一些无星的素材。</translation>
    </message>
    <message>
        <source>There is no format “{0}”.</source>
        <translation>没有格式“{0}”。</translation>
    </message>
    <message>
        <source>There is no generator “{0}”.</source>
        <translation>没有生成器“{0}”。</translation>
    </message>
    <message>
        <source>There is no job {0}.</source>
        <translation>没有任务 {0}。</translation>
    </message>
    <message>
        <source>There is no model “{0}”.</source>
        <translation>没有模型“{0}”。</translation>
    </message>
    <message>
        <source>There is no parameter “{0}”.</source>
        <translation>没有参数“{0}”。</translation>
    </message>
    <message>
        <source>There is no picture at {0}.</source>
        <translation>{0} 处没有图片。</translation>
    </message>
    <message>
        <source>There is no precision “{0}”.</source>
        <translation>没有精度“{0}”。</translation>
    </message>
    <message>
        <source>There is no safe copy of {0}: get the safetensors version of this model, or convert it in a sandbox with save_pretrained(..., safe_serialization=True).</source>
        <translation>{0} 没有安全的副本：请获取此模型的 safetensors 版本，或在沙箱中用 save_pretrained(..., safe_serialization=True) 转换。</translation>
    </message>
    <message>
        <source>There is not enough memory: {0}.</source>
        <translation>内存不足：{0}。</translation>
    </message>
    <message>
        <source>There is not enough memory: {0}; {1}.</source>
        <translation>内存不够：{0}；{1}。</translation>
    </message>
    <message>
        <source>There was not enough memory. {0}.</source>
        <translation>内存不够。{0}。</translation>
    </message>
    <message>
        <source>This engine runs {0}, not {1}.</source>
        <translation>此引擎运行 {0}，而不是 {1}。</translation>
    </message>
    <message>
        <source>This is a fault of the plugin {0}. Send the details to its author.</source>
        <translation>这是插件 {0} 的故障。请把详细信息发给其作者。</translation>
    </message>
    <message>
        <source>This job is running.</source>
        <translation>此任务正在运行。</translation>
    </message>
    <message>
        <source>This model takes no latent, so there is no way to animate it.</source>
        <translation>此模型不接受潜变量，因此无法制作动画。</translation>
    </message>
    <message>
        <source>This setting cannot be: {0}.</source>
        <translation>此设置无效：{0}。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>Try another opset. The details say what the exporter met.</source>
        <translation>请尝试其他 opset。详细信息中有导出器遇到的问题。</translation>
    </message>
    <message>
        <source>Turn the chat off for this model, or get a newer version of it.</source>
        <translation>请对此模型关闭对话，或获取更新的版本。</translation>
    </message>
    <message>
        <source>Type a few words.</source>
        <translation>请输入几个词。</translation>
    </message>
    <message>
        <source>Type the settings in by hand, or open the picture without them.</source>
        <translation>请手动输入参数，或不带参数打开图片。</translation>
    </message>
    <message>
        <source>Type the settings in by hand.</source>
        <translation>请手动输入参数。</translation>
    </message>
    <message>
        <source>Uninstall {0} or {1}.</source>
        <translation>请卸载 {0} 或 {1}。</translation>
    </message>
    <message>
        <source>Update the application to use it.</source>
        <translation>请更新应用后使用。</translation>
    </message>
    <message>
        <source>Update the application, or set AIGC_HOME to another folder.</source>
        <translation>请更新应用，或把 AIGC_HOME 设为其他文件夹。</translation>
    </message>
    <message>
        <source>Update the application.</source>
        <translation>请更新应用。</translation>
    </message>
    <message>
        <source>Update the plugin, or use another model.</source>
        <translation>请更新插件，或换用其他模型。</translation>
    </message>
    <message>
        <source>Update the plugin.</source>
        <translation>请更新插件。</translation>
    </message>
    <message>
        <source>Use a causal language model such as GPT-2, Llama, Qwen, Mistral or Phi.</source>
        <translation>请使用因果语言模型，例如 GPT-2、Llama、Qwen、Mistral 或 Phi。</translation>
    </message>
    <message>
        <source>Use a model of a kind that transformers knows, such as Llama or Qwen, or update the plugin.</source>
        <translation>请使用 transformers 认识的模型，例如 Llama 或 Qwen，或更新插件。</translation>
    </message>
    <message>
        <source>Use a model that needs no code, or remove the file if the model works without it.</source>
        <translation>请使用不需要代码的模型；如果没有该文件也能工作，请将其删除。</translation>
    </message>
    <message>
        <source>Use a version of this model without code of its own; if the code is not needed, delete it.</source>
        <translation>请使用不带自身代码的版本；如果不需要该代码，请将其删除。</translation>
    </message>
    <message>
        <source>Use it as it is.</source>
        <translation>可以直接使用。</translation>
    </message>
    <message>
        <source>Use it for image-reconstruction, or choose a VAE that was trained to be sampled from.</source>
        <translation>请用于 image-reconstruction，或选择可供采样的 VAE。</translation>
    </message>
    <message>
        <source>Use the PyTorch version of this model.</source>
        <translation>请使用此模型的 PyTorch 版本。</translation>
    </message>
    <message>
        <source>Use the file that the link points to.</source>
        <translation>请使用该链接所指向的文件。</translation>
    </message>
    <message>
        <source>What the latent lab kept could not be understood; it begins anew.</source>
        <translation>无法理解潜空间实验室保存的内容；已重新开始。</translation>
    </message>
    <message>
        <source>Write a seed, such as 12, or a sum of seeds with weights, such as 0.6*12 + 0.8*13.</source>
        <translation>请写一个种子，例如 12，或带权重的种子之和，例如 0.6*12 + 0.8*13。</translation>
    </message>
    <message>
        <source>Your file was kept as {0}.</source>
        <translation>原文件已保留为 {0}。</translation>
    </message>
    <message>
        <source>Your work is safe. Please report this with the details of the log.</source>
        <translation>您的作品是安全的。请附上日志详情报告此问题。</translation>
    </message>
    <message>
        <source>`aigc jobs list` shows the jobs.</source>
        <translation>`aigc jobs list` 可列出任务。</translation>
    </message>
    <message>
        <source>a multiple of {0}</source>
        <translation>{0} 的倍数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a piece of text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>at least {0}</source>
        <translation>不小于 {0}</translation>
    </message>
    <message>
        <source>at most {0}</source>
        <translation>不大于 {0}</translation>
    </message>
    <message>
        <source>at most {0} characters</source>
        <translation>最多 {0} 个字符</translation>
    </message>
    <message>
        <source>exit code {0}</source>
        <translation>退出代码 {0}</translation>
    </message>
    <message>
        <source>far too many pixels</source>
        <translation>像素太多</translation>
    </message>
    <message>
        <source>from {0} to {1}</source>
        <translation>{0} 到 {1} 之间</translation>
    </message>
    <message>
        <source>hooks {0}</source>
        <translation>钩子 {0}</translation>
    </message>
    <message>
        <source>id {0}</source>
        <translation>标识 {0}</translation>
    </message>
    <message>
        <source>it claims {0} bytes</source>
        <translation>它声称有 {0} 字节</translation>
    </message>
    <message>
        <source>it could not be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
    <message>
        <source>it holds no graph</source>
        <translation>其中没有计算图</translation>
    </message>
    <message>
        <source>it is a link</source>
        <translation>它是一个链接</translation>
    </message>
    <message>
        <source>it is larger than {0} bytes</source>
        <translation>它超过 {0} 字节</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <source>its file of tensors {0} is missing</source>
        <translation>缺少张量文件 {0}</translation>
    </message>
    <message>
        <source>{0} could not be locked: {1}.</source>
        <translation>无法锁定 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} does not fit its kind of model: {1}.</source>
        <translation>{0} 与其模型种类不符：{1}。</translation>
    </message>
    <message>
        <source>{0} frames of {1} x {2} are more than the {3} megapixels that an animation can have.</source>
        <translation>{0} 帧 {1} x {2} 的画面超过了动画的上限 {3} 百万像素。</translation>
    </message>
    <message>
        <source>{0} is no number of frames a second.</source>
        <translation>{0} 不是有效的每秒帧数。</translation>
    </message>
    <message>
        <source>{0} takes no latent here, so there is no way to animate it.</source>
        <translation>{0} 在这里不接受潜变量，因此无法制作动画。</translation>
    </message>
    <message>
        <source>“{0}” has layers of the kind {1}, which cannot be exported to ONNX yet.</source>
        <translation>“{0}”含有 {1} 类型的层，目前还不能导出为 ONNX。</translation>
    </message>
    <message>
        <source>“{0}” is no point of a latent space.</source>
        <translation>“{0}”不是潜空间中的点。</translation>
    </message>
    <message>
        <source>“{0}” says of itself that float16 is too small for what it computes (force_upcast).</source>
        <translation>“{0}”自称 float16 不足以容纳它的计算结果（force_upcast）。</translation>
    </message>
    <message>
        <source>“{0}” was exported without its cache: it would read all anew for each token.</source>
        <translation>“{0}”导出时没有缓存：每个词元都要重新读取全部内容。</translation>
    </message>
    <message>
        <source>“{0}” was trained without classes and cannot be asked for one.</source>
        <translation>“{0}”训练时没有类别，不能指定类别。</translation>
    </message>
    <message>
        <source>its header claims {0} bytes</source>
        <translation>文件头声称有 {0} 字节</translation>
    </message>
    <message>
        <source>An animation needs a keyframe, 2 to {0} frames and at most {1} of them a second.</source>
        <translation>动画需要一个关键帧、2 到 {0} 帧，且每秒最多 {1} 帧。</translation>
    </message>
    <message>
        <source>Ask for at most {0} frames, or for smaller ones.</source>
        <translation>请最多要求 {0} 帧，或使用较小的画面。</translation>
    </message>
    <message>
        <source>Ask for fewer frames, or for smaller ones.</source>
        <translation>请减少帧数，或使用较小的画面。</translation>
    </message>
    <message>
        <source>Change the path and try again.</source>
        <translation>请更改路径后重试。</translation>
    </message>
    <message>
        <source>Choose a model or a task whose parameters have a latent.</source>
        <translation>请选择参数中有潜变量的模型或任务。</translation>
    </message>
    <message>
        <source>Choose a model that the latent lab shows.</source>
        <translation>请选择潜空间实验室能显示的模型。</translation>
    </message>
    <message>
        <source>Choose another folder with --out.</source>
        <translation>请用 --out 另选文件夹。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请另选文件夹。</translation>
    </message>
    <message>
        <source>Choose fewer steps, usually 4 to 8, or another scheduler.</source>
        <translation>请减少步数，通常为 4 到 8，或另选调度器。</translation>
    </message>
    <message>
        <source>Choose one of {0}.</source>
        <translation>请选择其中之一：{0}。</translation>
    </message>
    <message>
        <source>Close other windows of the application and check that you may write to its folder.</source>
        <translation>请关闭本程序的其他窗口，并检查是否可以写入其文件夹。</translation>
    </message>
    <message>
        <source>Copy the file itself; `aigc library show` tells where it lies.</source>
        <translation>请复制文件本身；`aigc library show` 会显示它的位置。</translation>
    </message>
    <message>
        <source>Every picture of this model has stars.</source>
        <translation>此模型的所有图片都有星。</translation>
    </message>
    <message>
        <source>Export as animated WebP, GIF or PNG files, or install an ffmpeg that knows H.264 (libx264).</source>
        <translation>请导出为动态 WebP、GIF 或 PNG 文件，或安装支持 H.264 (libx264) 的 ffmpeg。</translation>
    </message>
    <message>
        <source>Export it as fp32.</source>
        <translation>请以 fp32 导出。</translation>
    </message>
    <message>
        <source>Frame {0} has another size than the first.</source>
        <translation>第 {0} 帧的尺寸与第一帧不同。</translation>
    </message>
    <message>
        <source>Frame {0} of the animation cannot be read.</source>
        <translation>无法读取动画的第 {0} 帧。</translation>
    </message>
    <message>
        <source>Give stars to the results that you like, and leave others without.</source>
        <translation>请给喜欢的结果加星，其余不加。</translation>
    </message>
    <message>
        <source>Give stars to the results that you like, here or in the library.</source>
        <translation>请在这里或素材库中给喜欢的结果加星。</translation>
    </message>
    <message>
        <source>Install ffmpeg and try again, or export as animated WebP, GIF or PNG files.</source>
        <translation>请安装 ffmpeg 后重试，或导出为动态 WebP、GIF 或 PNG 文件。</translation>
    </message>
    <message>
        <source>MP4 files are made by the program ffmpeg, which is not installed here.</source>
        <translation>MP4 文件由程序 ffmpeg 生成，而这里没有安装。</translation>
    </message>
    <message>
        <source>Make some more and leave without stars what you do not like.</source>
        <translation>请再生成一些，不喜欢的不要加星。</translation>
    </message>
    <message>
        <source>Models of Stable Diffusion, SDXL, Stable Diffusion 3 and Flux can.</source>
        <translation>Stable Diffusion、SDXL、Stable Diffusion 3 和 Flux 的模型可以。</translation>
    </message>
    <message>
        <source>Models whose layers attend to the whole text, or to a window of it, can.</source>
        <translation>各层关注整段文本或其中一个窗口的模型可以导出。</translation>
    </message>
    <message>
        <source>No picture of this model has a star.</source>
        <translation>此模型没有任何有星的图片。</translation>
    </message>
    <message>
        <source>The animation would have {0} MB; {1} MB are the limit.</source>
        <translation>动画将有 {0} MB；上限为 {1} MB。</translation>
    </message>
    <message>
        <source>its header is not JSON</source>
        <translation>文件头不是 JSON</translation>
    </message>
    <message>
        <source>its header is not an object</source>
        <translation>文件头不是对象</translation>
    </message>
    <message>
        <source>its name is not one of a folder</source>
        <translation>它的名称不能用作目录名</translation>
    </message>
    <message>
        <source>its tensors overlap or leave gaps</source>
        <translation>张量互相重叠或留有空隙</translation>
    </message>
    <message>
        <source>more pixels than fit in memory</source>
        <translation>像素过多，内存放不下</translation>
    </message>
    <message>
        <source>none, because no plugin is installed</source>
        <translation>没有，因为未安装任何插件</translation>
    </message>
    <message>
        <source>not all of it could be copied</source>
        <translation>未能全部复制</translation>
    </message>
    <message>
        <source>one of {0}</source>
        <translation>以下之一：{0}</translation>
    </message>
    <message>
        <source>tensor {0} does not have the size that its shape needs</source>
        <translation>张量 {0} 的大小与其形状不符</translation>
    </message>
    <message>
        <source>tensor {0} has an impossible shape</source>
        <translation>张量 {0} 的形状不合理</translation>
    </message>
    <message>
        <source>the entry of tensor {0} is incomplete</source>
        <translation>张量 {0} 的条目不完整</translation>
    </message>
    <message>
        <source>the name of a file of tensors is none ({0})</source>
        <translation>张量文件的名称无效（{0}）</translation>
    </message>
    <message>
        <source>the system gave no more</source>
        <translation>系统无法再分配</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>真或假</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} 以及另外 {1} 个</translation>
    </message>
    <message>
        <source>{0} bytes follow after its last tensor</source>
        <translation>最后一个张量之后还有 {0} 字节</translation>
    </message>
    <message>
        <source>{0} cannot be loaded by ONNX Runtime.</source>
        <translation>ONNX Runtime 无法加载 {0}。</translation>
    </message>
    <message>
        <source>{0} cannot be written.</source>
        <translation>无法写入 {0}。</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>无法写入 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} cannot work on what it was given.</source>
        <translation>{0} 无法处理所给的输入。</translation>
    </message>
    <message>
        <source>{0} characters</source>
        <translation>{0} 个字符</translation>
    </message>
    <message>
        <source>{0} claims {1}; at most {2} megapixels are opened.</source>
        <translation>{0} 自称 {1}；最多打开 {2} 百万像素。</translation>
    </message>
    <message>
        <source>{0} could not be opened: {1}.</source>
        <translation>无法打开 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} could not be read as a picture: it is damaged, cut off or of another kind.</source>
        <translation>无法将 {0} 作为图片读取：它已损坏、不完整或属于其他类型。</translation>
    </message>
    <message>
        <source>{0} could not be written as ONNX.</source>
        <translation>{0} 无法写成 ONNX。</translation>
    </message>
    <message>
        <source>{0} could not be written: {1}.</source>
        <translation>无法写入 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} does not do {1}.</source>
        <translation>{0} 不支持 {1}。</translation>
    </message>
    <message>
        <source>{0} does not run in {1}.</source>
        <translation>{0} 不能以 {1} 运行。</translation>
    </message>
    <message>
        <source>{0} has no parameters for {1} and {2}.</source>
        <translation>{0} 没有针对 {1} 和 {2} 的参数。</translation>
    </message>
    <message>
        <source>{0} has {1} MB; {2} MB are the limit.</source>
        <translation>{0} 有 {1} MB，上限为 {2} MB。</translation>
    </message>
    <message>
        <source>{0} has {1}; at most {2} million are taken.</source>
        <translation>{0} 有 {1}；最多接受 {2} 百万。</translation>
    </message>
    <message>
        <source>{0} is a link that leads out of the model folder.</source>
        <translation>{0} 是指向模型文件夹之外的链接。</translation>
    </message>
    <message>
        <source>{0} is an ONNX model already.</source>
        <translation>{0} 已经是 ONNX 模型。</translation>
    </message>
    <message>
        <source>{0} is cut off: {1} bytes are missing at its end.</source>
        <translation>{0} 不完整：末尾缺少 {1} 字节。</translation>
    </message>
    <message>
        <source>{0} is damaged and cannot be read.</source>
        <translation>{0} 已损坏，无法读取。</translation>
    </message>
    <message>
        <source>{0} is missing</source>
        <translation>缺少 {0}</translation>
    </message>
    <message>
        <source>{0} is no rating.</source>
        <translation>{0} 不是有效的评分。</translation>
    </message>
    <message>
        <source>{0} is not a model that this application knows.</source>
        <translation>{0} 不是本应用认识的模型。</translation>
    </message>
    <message>
        <source>{0} is not a piece of text</source>
        <translation>{0} 不是文本</translation>
    </message>
    <message>
        <source>{0} is not a sound ONNX file: {1}.</source>
        <translation>{0} 不是完好的 ONNX 文件：{1}。</translation>
    </message>
    <message>
        <source>{0} is not a sound safetensors file: {1}.</source>
        <translation>{0} 不是完好的 safetensors 文件：{1}。</translation>
    </message>
    <message>
        <source>{0} is not a valid plugin manifest: {1}.</source>
        <translation>{0} 不是有效的插件清单：{1}。</translation>
    </message>
    <message>
        <source>{0} is {1}; it must be from {2} to {3}.</source>
        <translation>{0} 为 {1}，必须在 {2} 到 {3} 之间。</translation>
    </message>
    <message>
        <source>{0} is {1}; it must be {2}.</source>
        <translation>{0} 为 {1}，必须是 {2}。</translation>
    </message>
    <message>
        <source>{0} keeps tensors in “{1}”, which is not a plain file inside its folder.</source>
        <translation>{0} 把张量保存在“{1}”中，而它不是目录内的普通文件。</translation>
    </message>
    <message>
        <source>{0} made no generator for {1}.</source>
        <translation>{0} 没有为 {1} 创建生成器。</translation>
    </message>
    <message>
        <source>{0} names no files</source>
        <translation>{0} 没有列出任何文件</translation>
    </message>
    <message>
        <source>{0} needs operators of a library of its own ({1}), which is never loaded.</source>
        <translation>{0} 需要自带库中的算子（{1}），这种库永远不会被加载。</translation>
    </message>
    <message>
        <source>{0} never saw the words {1} and ignores or guesses them.</source>
        <translation>{0} 从未见过词语 {1}，会忽略或猜测它们。</translation>
    </message>
    <message>
        <source>{0} of the model cannot be read: {1}.</source>
        <translation>无法读取模型的 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} of {1} MiB are free</source>
        <translation>{1} MiB 中有 {0} MiB 可用</translation>
    </message>
    <message>
        <source>{0} of {1} MiB are free on {2}</source>
        <translation>{2} 上的 {1} MiB 中有 {0} MiB 可用</translation>
    </message>
    <message>
        <source>{0} of “{1}” is damaged: it is cut short or does not fit the model.</source>
        <translation>“{1}”的 {0} 已损坏：被截断或与模型不符。</translation>
    </message>
    <message>
        <source>{0} runs in {1}, not in {2}.</source>
        <translation>{0} 在 {1} 中运行，而不是 {2}。</translation>
    </message>
    <message>
        <source>{0} says that it brings the model {1}, but there is none in its package.</source>
        <translation>{0} 声称带有模型 {1}，但其包中没有。</translation>
    </message>
    <message>
        <source>{0} was written by a newer version of the application.</source>
        <translation>{0} 由更新版本的应用写入。</translation>
    </message>
    <message>
        <source>{0} was written for version {1} of the plugin contract; this application serves version {2}.</source>
        <translation>{0} 针对插件契约第 {1} 版编写；本应用支持第 {2} 版。</translation>
    </message>
    <message>
        <source>{0} x {1} pixels</source>
        <translation>{0} x {1} 像素</translation>
    </message>
    <message>
        <source>{0}: generators must be present and have different ids.</source>
        <translation>{0}：必须有生成器，且标识各不相同。</translation>
    </message>
    <message>
        <source>{0}: the entry point must be `package:{1}`, not `{2}`.</source>
        <translation>{0}：入口点必须是 `package:{1}`，而不是 `{2}`。</translation>
    </message>
    <message>
        <source>{0}: the package `{1}` is missing.</source>
        <translation>{0}：缺少包 `{1}`。</translation>
    </message>
    <message>
        <source>{0}: {1} is not a valid name.</source>
        <translation>{0}：{1} 不是有效的名称。</translation>
    </message>
    <message>
        <source>“{0}” brings a program of its own, {1}, which is never run.</source>
        <translation>“{0}”自带程序 {1}，本应用从不运行。</translation>
    </message>
    <message>
        <source>“{0}” does not write from left to right with attention to what it wrote.</source>
        <translation>“{0}”不是从左到右并关注已写内容的模型。</translation>
    </message>
    <message>
        <source>“{0}” holds {1}, which can run any program when opened.</source>
        <translation>“{0}”含有 {1}，打开时可能运行任意程序。</translation>
    </message>
    <message>
        <source>“{0}” is a decoder alone and cannot take pictures.</source>
        <translation>“{0}”只有解码器，不能接受图片。</translation>
    </message>
    <message>
        <source>“{0}” is incomplete: config.json is missing or cannot be read.</source>
        <translation>“{0}”不完整：缺少 config.json 或无法读取。</translation>
    </message>
    <message>
        <source>“{0}” is incomplete: {1} is missing or cannot be read.</source>
        <translation>“{0}”不完整：{1} 缺失或无法读取。</translation>
    </message>
    <message>
        <source>“{0}” is not complete: {1} is missing.</source>
        <translation>“{0}”不完整：缺少 {1}。</translation>
    </message>
    <message>
        <source>“{0}” is of a class that this plugin does not load: {1}.</source>
        <translation>“{0}”属于此插件不加载的类：{1}。</translation>
    </message>
    <message>
        <source>“{0}” is of the class {1}, which this plugin does not load.</source>
        <translation>“{0}”属于 {1} 类，此插件不能加载。</translation>
    </message>
    <message>
        <source>“{0}” is of the kind {1}, which cannot be loaded without a program of its own.</source>
        <translation>“{0}”属于 {1} 类，没有它自己的程序就无法加载。</translation>
    </message>
    <message>
        <source>“{0}” is the autoencoder of a diffusion model: its latents alone make no picture.</source>
        <translation>“{0}”是扩散模型的自编码器：仅凭潜变量不能成图。</translation>
    </message>
    <message>
        <source>“{0}” needs a library that is not installed.</source>
        <translation>“{0}”需要一个未安装的库。</translation>
    </message>
    <message>
        <source>“{0}” needs a prompt to begin with.</source>
        <translation>“{0}”需要提示词才能开始。</translation>
    </message>
    <message>
        <source>“{0}” needs the library diffusers, which is not installed.</source>
        <translation>“{0}”需要未安装的库 diffusers。</translation>
    </message>
    <message>
        <source>“{0}” wants {1}.{2} as its {3}, which this plugin does not know.</source>
        <translation>“{0}”的 {3} 需要 {1}.{2}，此插件不认识。</translation>
    </message>
</context>
<context>
    <name>SettingsMenu</name>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
</context>
<context>
    <name>SizeField</name>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Common sizes</source>
        <translation>常用尺寸</translation>
    </message>
    <message>
        <source>Swap width and height</source>
        <translation>交换宽高</translation>
    </message>
</context>
<context>
    <name>SliderField</name>
    <message>
        <source>{0}, value</source>
        <translation>{0}，数值</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Compare before and after</source>
        <translation>前后对比</translation>
    </message>
    <message>
        <source>Generated text</source>
        <translation>生成的文本</translation>
    </message>
    <message>
        <source>Plus and minus zoom, 0 fits, 1 shows at 100 %, the arrow keys move, Space pauses.</source>
        <translation>加减键缩放，0 适合窗口，1 按 100 % 显示，方向键移动，空格暂停。</translation>
    </message>
    <message>
        <source>Result: {prompt}</source>
        <translation>结果：{prompt}</translation>
    </message>
    <message>
        <source>Animation: {prompt}</source>
        <translation>动画：{prompt}</translation>
    </message>
    <message>
        <source>Nothing to compare with yet</source>
        <translation>还没有可对比的图片</translation>
    </message>
    <message>
        <source>Look at one result, then at another: Compare shows both in one place.</source>
        <translation>先看一个结果，再看另一个，即可在同一处对比两者。</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>Describe a picture on the left and press Generate, or Ctrl+Enter.</source>
        <translation>在左侧描述画面，然后按“生成”或 Ctrl+Enter。</translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play the animation (Space)</source>
        <translation>播放动画 (空格)</translation>
    </message>
    <message>
        <source>Pause the animation (Space)</source>
        <translation>暂停动画 (空格)</translation>
    </message>
    <message>
        <source>Pixel for pixel</source>
        <translation>逐像素</translation>
    </message>
    <message>
        <source>Show enlarged pictures pixel for pixel</source>
        <translation>放大时逐像素显示</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>缩小 (-)</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合</translation>
    </message>
    <message>
        <source>Show the whole picture (0)</source>
        <translation>显示整张图片 (0)</translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message>
        <source>Stars: {count} of 5</source>
        <translation>{count} 星，满分 5 星</translation>
    </message>
    <message>
        <source>Keys 0 to 5 set the stars</source>
        <translation>按 0 到 5 设置星级</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Engine asleep</source>
        <translation>引擎休眠</translation>
    </message>
    <message>
        <source>Queue {0}</source>
        <translation>队列 {0}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Engine starting</source>
        <translation>引擎启动中</translation>
    </message>
    <message>
        <source>Engine ready</source>
        <translation>引擎就绪</translation>
    </message>
    <message>
        <source>Engine working</source>
        <translation>引擎工作中</translation>
    </message>
    <message>
        <source>Memory {0} GB</source>
        <translation>内存 {0} GB</translation>
    </message>
    <message>
        <source>Memory {0} / {1} GB</source>
        <translation>内存 {0} / {1} GB</translation>
    </message>
    <message>
        <source>Network blocked</source>
        <translation>网络已阻断</translation>
    </message>
    <message>
        <source>The system gives the engine no network.</source>
        <translation>系统不给引擎提供网络。</translation>
    </message>
    <message>
        <source>Network guarded</source>
        <translation>网络受监护</translation>
    </message>
    <message>
        <source>Connections that a plugin opens in Python are refused; the system does not enforce it.</source>
        <translation>插件在 Python 中打开的连接会被拒绝，但没有系统级强制。</translation>
    </message>
    <message>
        <source>Network open</source>
        <translation>网络未阻断</translation>
    </message>
    <message>
        <source>Nothing keeps plugins from using the network.</source>
        <translation>没有任何措施阻止插件使用网络。</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Results of this session</source>
        <translation>本次会话的结果</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分钟</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Text to image</source>
        <translation>文生图</translation>
    </message>
    <message>
        <source>Image to image</source>
        <translation>图生图</translation>
    </message>
    <message>
        <source>Inpainting</source>
        <translation>局部重绘</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Class to image</source>
        <translation>类别生图</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>Latent map</source>
        <translation>潜空间图</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Text to audio</source>
        <translation>文生音频</translation>
    </message>
    <message>
        <source>Export to ONNX</source>
        <translation>导出为 ONNX</translation>
    </message>
    <message>
        <source>GAN</source>
        <translation>GAN</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>diffusion</source>
        <translation>扩散</translation>
    </message>
    <message>
        <source>transformer</source>
        <translation>Transformer</translation>
    </message>
</context>
</TS>
