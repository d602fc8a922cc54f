<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Asking the engine which settings this model takes…</source>
        <translation>正在向引擎询问此模型的参数…</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新询问</translation>
    </message>
</context>
<context>
    <name>GeneratePage</name>
    <message>
        <source>{0} holds no settings.</source>
        <translation>{0} 中没有生成参数。</translation>
    </message>
    <message>
        <source>Pictures made here, and those of programs that write “parameters”, hold theirs.</source>
        <translation>由本应用生成的图片，以及写入“parameters”的其他程序的图片，都带有参数。</translation>
    </message>
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
    <message>
        <source>Star the result</source>
        <translation>给结果加星</translation>
    </message>
    <message>
        <source>Move the result to the bin</source>
        <translation>把结果移到回收站</translation>
    </message>
    <message>
        <source>Some settings do not fit this model and stay as they were: {0}.</source>
        <translation>有些参数不适用于此模型，保持原样：{0}。</translation>
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
        <translation type="unfinished">搜索素材库</translation>
    </message>
    <message>
        <source>Show the asset large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back what was just moved to the bin</source>
        <translation type="unfinished"></translation>
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
        <source>Generate</source>
        <translation>生成</translation>
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
    <name>MessageBar</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
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
        <source>Guidance scale</source>
        <translation>引导强度</translation>
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
        <source>Strength</source>
        <translation>强度</translation>
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
        <source>The model was trained at {0} pixels.</source>
        <translation>此模型以 {0} 像素训练。</translation>
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
        <source>The way from noise to picture.</source>
        <translation>从噪声到画面的方法。</translation>
    </message>
    <message>
        <source>How many of the last layers of the text encoder to leave out.</source>
        <translation>略去文本编码器最后几层。</translation>
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
        <source>Plus and minus zoom, 0 fits, 1 shows at 100 %, the arrow keys move.</source>
        <translation>加减键缩放，0 适合窗口，1 按 100 % 显示，方向键移动。</translation>
    </message>
    <message>
        <source>Result: {prompt}</source>
        <translation>结果：{prompt}</translation>
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
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Text to audio</source>
        <translation>文生音频</translation>
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
