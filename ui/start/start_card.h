#pragma once

// A template on the start page: its network in small, name, one sentence, size. GUI thread.

#include <QAbstractButton>
#include <optional>

#include "engine/io/templates.h"
#include "ui/start/network_picture.h"

namespace loom::ui {

class StartCard : public QAbstractButton {
  Q_OBJECT

 public:
  StartCard(const loom::TemplateText& text, QWidget* parent);

  QString file() const { return QString::fromLatin1(text_.file); }
  /// What is known once the file was read.
  void setNetwork(NetworkPicture picture, std::int64_t parameters);
  bool hasNetwork() const { return picture_.has_value(); }
  const QString& size() const { return size_; }
  bool showsWholeSentence() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  const loom::TemplateText& text_;
  QString summary_, size_;
  std::optional<NetworkPicture> picture_;
  std::int64_t parameters_ = 0;
};

}  // namespace loom::ui
